import { describe, expect, test } from 'vitest';
import { isPermission, PERMISSIONS, type PermissionRow, permissionRow } from '../src/index.js';

const rows: readonly PermissionRow[] = PERMISSIONS;

test('every documented permission is there, once', () => {
  expect(rows.filter((row) => row.kind === 'read')).toHaveLength(22);
  expect(rows.filter((row) => row.kind === 'control')).toHaveLength(7);
  expect(new Set(rows.map((row) => row.name)).size).toBe(rows.length);
});

describe.each(rows.map((row) => [row.name, row] as const))('%s', (_name, row) => {
  test('is named after its kind', () => {
    expect(row.name).toMatch(new RegExp(`^${row.kind}_[a-z]+(_[a-z]+)*$`));
  });

  test('asks an owner in a short line of plain words', () => {
    expect(row.consent).toMatch(/^[A-Z][^_{}]+[^.]$/);
    expect(row.consent.length).toBeLessThanOrEqual(72);
    expect(row.description).toMatch(/\.$/);
  });
});

test('no two permissions ask with the same words', () => {
  expect(new Set(rows.map((row) => row.consent)).size).toBe(rows.length);
});

test('names from outside are looked up without trusting them', () => {
  expect(isPermission('read_odometer')).toBe(true);
  expect(permissionRow('read_odometer').kind).toBe('read');
  for (const name of ['required:read_odometer', 'READ_ODOMETER', 'constructor', '']) {
    expect(isPermission(name)).toBe(false);
  }
});
