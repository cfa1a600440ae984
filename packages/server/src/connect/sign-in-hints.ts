import { findQuirk, type Permission, type QuirkKind } from '@carport/catalog';

/** Ways in which a make's sign-in is unlike the others, that owners do well to know before. */
export const SIGN_IN_HINTS = [
  'email-sign-in-only',
  'single-session',
  'primary-user',
  'account-owner-for',
] as const satisfies readonly QuirkKind[];
export type SignInHint = (typeof SIGN_IN_HINTS)[number];

/** What is to be said on a make's sign-in page; some of it only where it matters for what the app asks for. */
export const hintsFor = (make: string, permissions: readonly Permission[]): SignInHint[] =>
  SIGN_IN_HINTS.filter((kind) => {
    const quirk = findQuirk(make, kind);
    if (quirk === undefined) return false;
    return !('permission' in quirk) || permissions.includes(quirk.permission);
  });
