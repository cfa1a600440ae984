import { createTransport } from 'nodemailer';
import type { Mailer } from '../platform/mailer.js';

const TIMEOUT_MS = 20_000;

/** Hands e-mail to an SMTP server, `smtp://user:password@host:port` or `smtps://…`. */
export const createSmtpMailer = (url: string, from: string): Mailer => {
  const transport = createTransport(
    {
      url,
      connectionTimeout: TIMEOUT_MS,
      greetingTimeout: TIMEOUT_MS,
      socketTimeout: TIMEOUT_MS,
      // Nothing in a mail of ours may make this machine read a file or an address.
      disableFileAccess: true,
      disableUrlAccess: true,
    },
    { from },
  );
  return {
    send: async ({ to, subject, text }) => {
      await transport.sendMail({ to: { name: '', address: to }, subject, text });
    },
  };
};
