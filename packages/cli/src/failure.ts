/** What the process ends with. */
export const EXIT = {
  done: 0,
  /** Carport refused, or what was checked is not right. */
  refused: 1,
  /** The command line is wrong. */
  usage: 2,
  /** Carport does not answer. */
  unreachable: 3,
  /** There are no credentials, or they are not accepted. */
  credentials: 4,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Told to the developer without a stack; the hint says what to do about it. */
export class CliFailure extends Error {
  override readonly name = 'CliFailure';
  readonly exitCode: ExitCode;
  readonly hint: string | undefined;

  constructor(exitCode: ExitCode, message: string, hint?: string, options?: ErrorOptions) {
    super(message, options);
    this.exitCode = exitCode;
    this.hint = hint;
  }
}
