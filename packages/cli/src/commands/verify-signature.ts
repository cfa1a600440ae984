import { findSignatureMistake, otherSignatureCause } from '@carport/catalog';
import type { Context } from '../context.js';
import { EXIT } from '../failure.js';
import { sameSignature, signatureOf } from '../signature.js';
import { table } from '../terminal/table.js';

/** Says whether a signature is right, and when it is not, what would have been. */
export const judgeSignature = (
  { carport, terminal, json }: Context,
  body: Buffer,
  given: string,
): number => {
  const { token, tokenFrom } = carport.settings;
  const signature = given.trim().toLowerCase();
  const expected = signatureOf(token, body);
  const valid = sameSignature(signature, expected);
  const reason = valid ? null : reasonFor(token, body, signature);
  if (json) {
    const bytes = body.length;
    terminal.out(JSON.stringify({ valid, bytes, expected, received: signature, reason }));
  } else {
    const { green, red } = terminal.style;
    const rows = [
      ['signed', `${body.length} bytes`],
      ['key', `the management token from ${tokenFrom}, ending in ${token.slice(-4)}`],
      ['expected', expected],
      ['received', signature],
    ];
    for (const line of table(rows)) terminal.out(line);
    terminal.out(valid ? green('the signature is right') : red(`not right: ${reason}`));
  }
  return valid ? EXIT.done : EXIT.refused;
};

const reasonFor = (key: string, body: Buffer, signature: string): string => {
  if (!/^[0-9a-f]{64}$/.test(signature)) return otherSignatureCause('NO_DIGEST').explanation;
  const found = findSignatureMistake(
    body.toString('utf8'),
    (other) => signatureOf(key, other) === signature,
  );
  return (found ?? otherSignatureCause('UNKNOWN')).explanation;
};
