import { createHash } from 'node:crypto';
import { findSignatureMistake, otherSignatureCause } from '@carport/catalog';
import type { Applications } from '../../applications/contract.js';
import { hintOf } from '../../platform/secret-hint.js';
import { isUuid } from '../../platform/uuid.js';
import type { Store } from '../../store/store.js';
import type { Webhook, Webhooks } from '../contract.js';
import { findWebhook } from '../definitions.store.js';
import type { Sender, Senders } from '../delivery/senders.js';
import { attemptBody } from '../envelope.js';
import { hmacBase64, hmacHex } from '../signature.js';
import type { ExpectedSignature, SignatureExplanation, SignatureQuestion } from './contract.js';
import { findSentDelivery } from './sent-bytes.store.js';

export interface ExplainDeps {
  readonly store: Pick<Store, 'db'>;
  readonly applications: Pick<Applications, 'managementTokens'>;
  readonly senders: Senders;
}

/** Tells why a signature does not fit: with which key and over which bytes it would. */
export const createExplaining = ({
  store,
  applications,
  senders,
}: ExplainDeps): Pick<Webhooks, 'explainSignature'> => ({
  explainSignature: async (applicationId, webhookId, question) => {
    const webhook = isUuid(webhookId) && (await findWebhook(store.db, applicationId, webhookId));
    if (!webhook) return undefined;
    const { body } = question;
    const scheme = isStandard(question)
      ? standardScheme(question, await senders([webhook])(webhook))
      : documentedScheme(await applications.managementTokens(applicationId));
    const given = received(question.signature, scheme);
    const expected = scheme.keys.map(({ kind, hint, key, signs }): ExpectedSignature => {
      const signature = scheme.sign(key, body);
      return { key: kind, hint, signature, matches: given.includes(signature), signs };
    });
    const valid = expected.some(({ matches }) => matches);
    const sent = await sentFor(store, webhook, body);
    return {
      ...{ valid, header: scheme.header, bytes: body.length, digest: sha256(body) },
      ...{ received: question.signature.trim(), expected },
      cause: valid ? null : causeOf({ webhook, question, scheme, given, sent }),
      delivery: sent && {
        deliveryId: sent.deliveryId,
        bytes: sent.body.length,
        digest: sha256(sent.body),
        firstDifference: firstDifference(sent.body, body),
      },
    };
  },
});

interface SigningKeyInUse {
  readonly kind: ExpectedSignature['key'];
  readonly hint: string;
  readonly key: string | Buffer;
  readonly signs: boolean;
}

/** One of the two ways in which deliveries are signed. */
interface Scheme {
  readonly header: SignatureExplanation['header'];
  readonly keys: readonly SigningKeyInUse[];
  readonly sign: (key: string | Buffer, body: string | Buffer) => string;
}

const STANDARD_VERSION = 'v1,';

const isStandard = ({ signature, standard }: SignatureQuestion): boolean =>
  standard !== undefined || signature.trim().startsWith(STANDARD_VERSION);

const standardScheme = (
  { standard }: SignatureQuestion,
  { signingKeys }: Pick<Sender, 'signingKeys'>,
): Scheme => {
  const { id = '', timestamp = '' } = standard ?? {};
  return {
    header: 'webhook-signature',
    keys: signingKeys.map((key) => ({
      ...{ kind: 'signing-key', key, hint: hintOf(key.toString('base64')) },
      signs: true,
    })),
    sign: (key, body) => {
      const signed = Buffer.concat([Buffer.from(`${id}.${timestamp}.`), Buffer.from(body)]);
      return STANDARD_VERSION + hmacBase64(key, signed);
    },
  };
};

/** Of two tokens that overlap the first signs; a receiver may have only the other one by now. */
const documentedScheme = (tokens: readonly string[]): Scheme => ({
  header: 'SC-Signature',
  keys: tokens.map((key, index) => ({
    ...{ kind: 'management-token', key, hint: hintOf(key), signs: index === 0 },
  })),
  sign: hmacHex,
});

/** `webhook-signature` may carry several. */
const received = (signature: string, { header }: Scheme): readonly string[] =>
  header === 'SC-Signature' ? [signature.trim()] : signature.trim().split(/\s+/);

interface Case {
  readonly webhook: Webhook;
  readonly question: SignatureQuestion;
  readonly scheme: Scheme;
  readonly given: readonly string[];
  readonly sent: Sent | null;
}

type Cause = NonNullable<SignatureExplanation['cause']>;

/** From the plainest cause to the one that is left when there is no other. */
const causeOf = (one: Case): Cause =>
  noKeys(one) ??
  wrongForm(one) ??
  compressed(one) ??
  mistakenBytes(one) ??
  wrongKey(one) ??
  other(one);

const noKeys = ({ scheme }: Case): Cause | undefined =>
  scheme.keys.length > 0 ? undefined : otherSignatureCause('STANDARD_WEBHOOKS_OFF');

const DIGEST_BYTES = 32;

/** The right digest in another writing, or something that is none at all. */
const wrongForm = ({ scheme, given, question }: Case): Cause | undefined => {
  if (scheme.header === 'webhook-signature') {
    return question.standard ? undefined : otherSignatureCause('HEADERS_MISSING');
  }
  const [text = ''] = given;
  const digest = digestIn(text);
  if (!digest) return otherSignatureCause('NO_DIGEST');
  const isRight = scheme.keys.some(({ key }) => hmacHex(key, question.body) === digest);
  return isRight ? otherSignatureCause('FORM') : undefined;
};

/** In hex of either case or base64, with or without a prefix such as `sha256=`. */
const digestIn = (text: string): string | undefined => {
  const bare = text.replace(/^\w+=(?=.)/, '');
  if (/^[0-9a-f]{64}$/i.test(bare)) return bare.toLowerCase();
  const bytes = Buffer.from(bare, 'base64');
  return /^[\w+/-]{43}=?$/.test(bare) && bytes.length === DIGEST_BYTES
    ? bytes.toString('hex')
    : undefined;
};

const GZIP = Buffer.from([0x1f, 0x8b]);

const compressed = ({ question }: Case): Cause | undefined =>
  question.body.subarray(0, GZIP.length).equals(GZIP)
    ? otherSignatureCause('COMPRESSED')
    : undefined;

const fits = ({ scheme, given }: Case, key: string | Buffer, body: string | Buffer): boolean => {
  const signature = scheme.sign(key, body);
  return given.some(
    (one) => one === signature || (scheme.header === 'SC-Signature' && digestIn(one) === signature),
  );
};

const mistakenBytes = (one: Case): Cause | undefined => {
  const text = one.question.body.toString('utf8');
  const { keys } = one.scheme;
  const mistake = findSignatureMistake(text, (candidate) =>
    keys.some(({ key }) => fits(one, key, candidate)),
  );
  return mistake && { code: mistake.code, explanation: mistake.explanation };
};

/** Keys that are taken for the right one, as far as they are known here. */
const wrongKey = (one: Case): Cause | undefined => {
  const { webhook, scheme, question } = one;
  const suspects: readonly (readonly [string | Buffer, string])[] = [
    [webhook.applicationId, 'the client id'],
    [webhook.id, 'the webhook’s id'],
    ...scheme.keys.flatMap(({ key, kind }): (readonly [string | Buffer, string])[] =>
      kind === 'signing-key'
        ? [
            [key.toString('base64'), 'the text of the secret, which is base64 of the key'],
            [
              `whsec_${key.toString('base64')}`,
              'the text of the secret, which is base64 of the key',
            ],
          ]
        : [
            [`${key}\n`, 'the management token with a line end'],
            [`"${key}"`, 'the management token in quotation marks'],
            [Buffer.from(key.toString(), 'base64'), 'the management token decoded from base64'],
          ],
    ),
  ];
  const found = suspects.find(([key]) => fits(one, key, question.body));
  return found && { code: 'WRONG_KEY', explanation: `the key was ${found[1]}` };
};

const other = (one: Case): Cause => {
  const { sent, question, scheme } = one;
  const isTheSame = sent !== null && firstDifference(sent.body, question.body) === null;
  if (isTheSame) return otherSignatureCause('WRONG_KEY');
  const isChanged = sent && scheme.keys.some(({ key }) => fits(one, key, sent.body));
  return otherSignatureCause(isChanged ? 'CHANGED' : 'UNKNOWN');
};

interface Sent {
  readonly deliveryId: string;
  readonly body: Buffer;
}

/** The delivery that the body names, made again byte for byte. */
const sentFor = async (
  { db }: Pick<Store, 'db'>,
  webhook: Webhook,
  body: Buffer,
): Promise<Sent | null> => {
  const deliveryId = deliveryIdIn(body.toString('utf8'));
  const sent = deliveryId && (await findSentDelivery(db, webhook, deliveryId));
  if (!deliveryId || !sent) return null;
  return { deliveryId, body: attemptBody(sent.payload, deliveryId, sent.startedAt.getTime()) };
};

const deliveryIdIn = (text: string): string | undefined => {
  const id = /"deliveryId"\s*:\s*"([0-9a-fA-F-]{36})"/.exec(text)?.[1];
  return id !== undefined && isUuid(id) ? id : undefined;
};

const firstDifference = (one: Buffer, other: Buffer): number | null => {
  const length = Math.min(one.length, other.length);
  for (let index = 0; index < length; index++) if (one[index] !== other[index]) return index;
  return one.length === other.length ? null : length;
};

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
