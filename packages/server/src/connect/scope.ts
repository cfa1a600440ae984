import { isPermission, type Permission } from '@carport/catalog';

export interface RequestedPermission {
  readonly name: Permission;
  /** The owner cannot untick it. */
  readonly required: boolean;
}

export type ScopeResult =
  | { readonly ok: true; readonly permissions: readonly RequestedPermission[] }
  | { readonly ok: false; readonly unknown: readonly string[] };

const REQUIRED = 'required:';

/** Reads a space-separated scope; a name given twice counts once, as required if either was. */
export const parseScope = (scope: string): ScopeResult => {
  const wanted = new Map<Permission, boolean>();
  const unknown: string[] = [];
  for (const word of scope.split(/\s+/).filter(Boolean)) {
    const required = word.startsWith(REQUIRED);
    const name = required ? word.slice(REQUIRED.length) : word;
    if (isPermission(name)) wanted.set(name, required || wanted.get(name) === true);
    else unknown.push(name);
  }
  return unknown.length > 0
    ? { ok: false, unknown }
    : { ok: true, permissions: [...wanted].map(([name, required]) => ({ name, required })) };
};
