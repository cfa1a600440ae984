import { type Permission, type PermissionRow, permissionRow } from '@carport/catalog';
import type { ConsentRequest } from './consent-request.js';

export interface ReviewLine extends PermissionRow {
  readonly name: Permission;
  readonly required: boolean;
}

/** The request's permissions as the owner reads them: what can be seen, then what can be done. */
export const reviewOf = (
  request: Pick<ConsentRequest, 'permissions'>,
): { readonly read: readonly ReviewLine[]; readonly control: readonly ReviewLine[] } => {
  const lines = request.permissions.map(({ name, required }) => ({
    ...permissionRow(name),
    name,
    required,
  }));
  return {
    read: lines.filter(({ kind }) => kind === 'read'),
    control: lines.filter(({ kind }) => kind === 'control'),
  };
};
