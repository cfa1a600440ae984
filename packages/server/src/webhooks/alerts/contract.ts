/** Whom an application's alerts are told to, beside its operational webhooks. */
export interface AlertRecipients {
  readonly emails: readonly string[];
  /** False: the server has no SMTP settings, and sends none. */
  readonly isMailSent: boolean;
}

export interface Alerting {
  alertRecipients(applicationId: string): Promise<AlertRecipients>;
  setAlertRecipients(applicationId: string, emails: readonly string[]): Promise<AlertRecipients>;
}
