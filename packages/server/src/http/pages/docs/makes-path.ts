import type { MakeRow } from '@carport/catalog';

export const MAKES_PATH = '/docs/makes';

/** `land-rover` */
export const makeAnchor = ({ id }: MakeRow): string => id.toLowerCase().replaceAll('_', '-');

export const makePath = (make: MakeRow): string => `${MAKES_PATH}/${makeAnchor(make)}`;
