import smartcar from 'smartcar';

/** Something that went wrong, in words for the person who looks at the page. */
export interface Problem {
  readonly message: string;
  /** A page that explains the error. */
  readonly docUrl: string | null;
  readonly type: string;
  readonly code: string | null;
  /** How long the platform asks us to wait. */
  readonly retryAfterSeconds: number | null;
  /** The owner has to go through Connect again. */
  readonly reconnect: boolean;
}

export const problem = (
  message: string,
  details: Partial<Omit<Problem, 'message'>> = {},
): Problem => ({
  message,
  docUrl: null,
  type: 'APP',
  code: null,
  retryAfterSeconds: null,
  reconnect: false,
  ...details,
});

const UNREACHABLE = problem('We cannot reach your car’s service right now. We keep trying.', {
  type: 'UNREACHABLE',
});

/** Raised by this app itself where it knows what to say. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly problem: Problem;
  constructor(what: Problem) {
    super(what.message);
    this.problem = what;
  }
}

export const problemOf = (error: unknown): Problem => {
  if (error instanceof AppError) return error.problem;
  if (!(error instanceof smartcar.SmartcarError)) return UNREACHABLE;
  const type = error.type ?? 'UNKNOWN';
  return {
    message: error.suggestedUserMessage ?? error.description ?? error.message,
    docUrl: webAddress(error.docURL),
    type,
    code: error.code ?? null,
    retryAfterSeconds: seconds(error.retryAfter),
    reconnect:
      error.resolution?.type === 'REAUTHENTICATE' ||
      type === 'AUTHENTICATION' ||
      type === 'invalid_grant',
  };
};

const webAddress = (text: string | undefined): string | null =>
  text !== undefined && /^https?:\/\//.test(text) ? text : null;

const seconds = (text: string | undefined): number | null => {
  const value = Number(text ?? Number.NaN);
  return Number.isFinite(value) && value >= 0 ? value : null;
};
