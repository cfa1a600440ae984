/** What a vehicle owner can be asked for, and the words Connect asks with. */

export interface PermissionRow {
  readonly name: string;
  /** Whether it reads or controls; Connect lists control permissions with more weight. */
  readonly kind: 'read' | 'control';
  /** Short line on the consent page, completing "This app would like to …". */
  readonly consent: string;
  /** For the documentation page. */
  readonly description: string;
}

export const PERMISSIONS = [
  {
    name: 'read_odometer',
    kind: 'read',
    consent: 'See how far your car has been driven',
    description: 'The distance on the odometer.',
  },
] as const satisfies readonly PermissionRow[];

export type Permission = (typeof PERMISSIONS)[number]['name'];

const known = new Map<string, PermissionRow>(PERMISSIONS.map((row) => [row.name, row]));

export const isPermission = (name: string): name is Permission => known.has(name);

export const permissionRow = (name: Permission): PermissionRow =>
  known.get(name) as PermissionRow;
