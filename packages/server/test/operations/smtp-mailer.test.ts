import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createSmtpMailer } from '../../src/operations/smtp-mailer.js';

let server: Server;
afterEach(() => new Promise<void>((resolve) => void server.close(() => resolve())));

interface Conversation {
  readonly url: string;
  readonly lines: string[];
}

/** As much of an SMTP server as a client needs; `refuse` says which command it answers with an error. */
const startSmtp = async (refuse?: string): Promise<Conversation> => {
  const lines: string[] = [];
  server = createServer((socket) => {
    let inData = false;
    socket.write('220 here\r\n');
    socket.on('data', (chunk) => {
      for (const line of chunk.toString().split('\r\n').slice(0, -1)) {
        lines.push(line);
        const [command = ''] = line.split(' ');
        if (inData) {
          if (line !== '.') continue;
          inData = false;
          socket.write('250 taken\r\n');
        } else if (command === refuse) socket.write('550 not for us\r\n');
        else if (command === 'DATA') {
          inData = true;
          socket.write('354 go on\r\n');
        } else if (command === 'QUIT') socket.end('221 bye\r\n');
        else socket.write(command === 'EHLO' ? '250-here\r\n250 8BITMIME\r\n' : '250 good\r\n');
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`, lines };
};

test('a mail reaches the server with its sender, its one recipient, subject and text', async () => {
  const { url, lines } = await startSmtp();
  const mailer = createSmtpMailer(url, 'Carport <carport@example.com>');
  await mailer.send({ to: 'on-call@example.com', subject: 'Carport: over', text: 'All is well.' });
  expect(lines).toContain('MAIL FROM:<carport@example.com>');
  expect(lines.filter((line) => line.startsWith('RCPT'))).toEqual([
    'RCPT TO:<on-call@example.com>',
  ]);
  expect(lines).toContain('Subject: Carport: over');
  expect(lines).toContain('All is well.');
});

test("a customer's text adds no header and no recipient", async () => {
  const { url, lines } = await startSmtp();
  const mailer = createSmtpMailer(url, 'carport@example.com');
  const subject = 'x\r\nBcc: everybody@example.com';
  await mailer.send({ to: 'on-call@example.com', subject, text: 'x' });
  expect(lines.filter((line) => line.startsWith('RCPT'))).toHaveLength(1);
  expect(lines.some((line) => line.startsWith('Bcc'))).toBe(false);
});

test('a mail that is refused rejects', async () => {
  const { url } = await startSmtp('RCPT');
  const mailer = createSmtpMailer(url, 'carport@example.com');
  const mail = { to: 'nobody@example.com', subject: 'x', text: 'x' };
  await expect(mailer.send(mail)).rejects.toThrow('not for us');
});
