/** What the server has acknowledged, and so has to know after every kill. */
export interface Ledger {
  readonly consents: Consent[];
  readonly families: Family[];
  readonly cars: Car[];
}

/** An owner who was sent back to the app with a code. */
export interface Consent {
  readonly userId: string;
  readonly code: string;
  /** The code was sent to the token endpoint: without an answer, nobody knows whether it is used. */
  exchange: 'not sent' | 'sent' | 'answered';
}

/** The tokens of one consent, oldest first. */
export interface Family {
  readonly userId: string;
  readonly accessTokens: string[];
  readonly refreshTokens: string[];
  /** How many of the refresh tokens have been found to lead to their successors. */
  verified: number;
  /** One worker at a time. */
  busy: boolean;
}

/** A car whose lock is turned again and again. */
export interface Car {
  readonly vehicleId: string;
  readonly family: Family;
  locked: boolean;
  /** A command that was sent and not answered may have been obeyed. */
  unanswered: boolean;
  /** Answered commands that changed the lock; each was recorded as an event. */
  turns: number;
}

export const createLedger = (): Ledger => ({ consents: [], families: [], cars: [] });

export const newest = (tokens: readonly string[]): string => tokens.at(-1) ?? '';
