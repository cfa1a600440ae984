export interface Mail {
  readonly to: string;
  readonly subject: string;
  /** Plain text. */
  readonly text: string;
}

/** Sends e-mail. Rejects when the mail was not accepted. */
export interface Mailer {
  send(mail: Mail): Promise<void>;
}
