import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Context } from '../context.js';
import { CliFailure, EXIT } from '../failure.js';
import { forwardingAddress, post } from '../listen/forward.js';
import type { Runner } from '../program.js';
import { sameSignature, signatureOf } from '../signature.js';
import { table } from '../terminal/table.js';
import { judgeSignature } from './verify-signature.js';

interface VerifyOptions {
  readonly webhook?: string;
  readonly body?: string;
  readonly signature?: string;
}

/** The two sides of a verification, as the platform tells them too. */
interface Verification {
  readonly verified: boolean;
  readonly challenge: string;
  readonly expected: string;
  readonly statusCode: number | null;
  readonly received: string | null;
  readonly error: string | null;
}

export const verifyCommand = (command: Command, run: Runner): Command =>
  command
    .name('verify')
    .summary('check a receiver, or a signature')
    .description('Sends VERIFY to a receiver and compares; or checks a signature over a body.')
    .argument('[url]', 'a receiver, which this machine asks itself')
    .option('--webhook <id>', 'let Carport ask the receiver of a webhook')
    .option('--body <file>', 'the raw body of a delivery; - reads it from the standard input')
    .option('--signature <hex>', 'the SC-Signature that came with it')
    .addHelpText('after', EXAMPLES)
    .action((url: string | undefined, options: VerifyOptions) =>
      run((context) => verify(context, url, options)),
    );

const EXAMPLES = `
Examples:
  carport verify http://localhost:3000/webhooks
  carport verify --webhook 1e9d4c70-5a83-4c1e-b2f6-7d3098a6e5c4
  carport verify --body delivery.json --signature 5a0e8c…`;

const verify = async (
  context: Context,
  url: string | undefined,
  { webhook, body, signature }: VerifyOptions,
): Promise<number> => {
  if (body !== undefined && signature !== undefined) {
    return judgeSignature(context, await bytesOf(context, body), signature);
  }
  if (webhook !== undefined) return show(context, await askedByCarport(context, webhook));
  if (url !== undefined) return show(context, await askedFromHere(context, url));
  throw new CliFailure(
    EXIT.usage,
    'nothing to verify',
    'Give the address of a receiver, or --webhook, or --body and --signature.',
  );
};

const bytesOf = async ({ folder }: Context, file: string): Promise<Buffer> => {
  if (file === '-') {
    const parts: Buffer[] = [];
    for await (const part of process.stdin) parts.push(part);
    return Buffer.concat(parts);
  }
  return readFile(resolve(folder, file)).catch((cause: unknown) => {
    throw new CliFailure(EXIT.usage, `cannot read ${file}`, undefined, { cause });
  });
};

const askedByCarport = async ({ carport }: Context, webhookId: string): Promise<Verification> => {
  const { data } = await carport.ask<{ data: { attributes: Verification } }>(
    'POST',
    `/webhooks/${webhookId}/verify`,
  );
  return data.attributes;
};

/** As Carport does it: the same event, the same three things that the answer must be. */
const askedFromHere = async ({ carport, signal }: Context, url: string): Promise<Verification> => {
  const { token } = carport.settings;
  const challenge = randomUUID();
  const expected = signatureOf(token, challenge);
  const body = JSON.stringify({
    eventId: randomUUID(),
    eventType: 'VERIFY',
    data: { challenge },
    meta: { version: '4.0', deliveryId: randomUUID(), deliveredAt: new Date().toISOString() },
  });
  const headers = { 'content-type': 'application/json', 'sc-signature': signatureOf(token, body) };
  const answer = await post(forwardingAddress(url), body, headers, signal);
  const { statusCode, text: received } = answer;
  const error = answer.error ?? complaint(answer, expected);
  return { verified: error === null, challenge, expected, statusCode, received, error };
};

const complaint = (
  {
    statusCode,
    contentType,
    text,
  }: { statusCode: number | null; contentType: string | null; text: string | null },
  expected: string,
): string | null => {
  if (statusCode !== 200) return `answered ${statusCode} instead of 200`;
  if (contentType?.split(';')[0]?.trim().toLowerCase() !== 'application/json') {
    return 'the answer is not application/json';
  }
  const digest = digestIn(text ?? '');
  if (digest === undefined) return 'the answer is not a JSON object with a text named challenge';
  return sameSignature(digest, expected) ? null : 'the digest is not the expected one';
};

const digestIn = (text: string): string | undefined => {
  try {
    const { challenge } = JSON.parse(text);
    return typeof challenge === 'string' ? challenge : undefined;
  } catch {
    return undefined;
  }
};

const show = ({ terminal, json }: Context, result: Verification): number => {
  const { verified, challenge, expected, statusCode, received, error } = result;
  if (json) terminal.out(JSON.stringify(result));
  else {
    const { green, red } = terminal.style;
    const lines = table([
      ['sent', `a VERIFY event with data.challenge ${challenge}`],
      ['expected', `200 application/json {"challenge":"${expected}"}`],
      ['received', statusCode === null ? 'nothing' : `${statusCode} ${received ?? ''}`],
    ]);
    for (const line of lines) terminal.out(line);
    terminal.out(verified ? green('verified') : red(`not verified: ${error}`));
  }
  return verified ? EXIT.done : EXIT.refused;
};
