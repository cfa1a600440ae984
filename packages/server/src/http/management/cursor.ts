import { fault } from '../../platform/fault.js';
import { isUuid } from '../../platform/uuid.js';

/** Where a list goes on: behind the element with this time and id. */
export interface Position {
  readonly createdAt: Date;
  readonly id: string;
}

/** Opaque to clients, so that its content can change. */
export const writeCursor = ({ createdAt, id }: Position): string =>
  Buffer.from(`${createdAt.getTime()} ${id}`).toString('base64url');

export const readCursor = (cursor: string): Position => {
  const [time = '', id = ''] = Buffer.from(cursor, 'base64url').toString().split(' ');
  const createdAt = new Date(Number(time));
  if (/^\d{1,15}$/.test(time) && !Number.isNaN(createdAt.getTime()) && isUuid(id)) {
    return { createdAt, id };
  }
  throw fault('VALIDATION', null, {
    detail: [{ field: 'cursor', message: 'must come from the page before' }],
  });
};
