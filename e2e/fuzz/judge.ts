import { Value } from 'typebox/value';
import { OAuthError } from '../../packages/server/src/http/errors/oauth.js';
import { V2Error } from '../../packages/server/src/http/errors/v2.js';
import { V3Error } from '../../packages/server/src/http/errors/v3.js';
import type { FuzzRequest } from './requests.js';
import { marksOf, secretsOf, type Tenant, type World } from './world.js';

/** An answer as it came over the wire. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Signs of the inside in what is sent outside. */
const INSIDES: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['a stack', /\n\s+at |\bat \S+ \(|node_modules|node:internal|\.[cm]?[jt]sx?:\d+/],
  ['SQL', /\b(select\b.+\bfrom|insert into|update\b.+\bset|delete from)\b|syntax error at/i],
  ['a database error', /invalid byte sequence|violates|pg_catalog|relation "|SQLSTATE|deadlock/],
  ['a JavaScript error', /TypeError|RangeError|SyntaxError|ReferenceError|is not a function/],
  ['an error of the system', /ECONNREFUSED|ENOENT|EACCES|ETIMEDOUT/],
  ['an object that was printed', /\[object Object\]/],
];

/** Errors that a documented route may have although their status begins with a five. */
const DOCUMENTED_FIVES = new Set([501, 502, 504]);

const PAGES = /^\/(\?|$|oauth\/|connect\b|battery-capacity\b|v2\/redirect\b|docs\b|assets\b)/;

/** What is wrong with an answer; nothing, it is to be hoped. */
export const faultsOf = (request: FuzzRequest, answer: Answer, world: World): string[] => [
  ...statusFaults(request, answer),
  ...headerFaults(answer),
  ...(answer.status >= 400 && request.method !== 'HEAD' ? formFaults(request.url, answer) : []),
  ...leaks(request, answer, world),
];

const statusFaults = ({ target, sender, trespasses }: FuzzRequest, { status }: Answer) => [
  ...(status >= 500 && !(DOCUMENTED_FIVES.has(status) && target.statuses?.includes(status))
    ? [`status ${status}`]
    : []),
  ...(sender && trespasses && status < 400 && target.statuses !== null
    ? ['another application’s things were reached']
    : []),
];

const headerFaults = ({ headers }: Pick<Answer, 'headers'>): string[] =>
  UUID.test(String(headers['sc-request-id'])) ? [] : ['no sc-request-id'];

const FORMS = [V2Error, V3Error, OAuthError];
type Form = (typeof FORMS)[number];

/** The form that errors of a path have; null where any will do. */
const formOf = (url: string): Form | null => {
  // Steps back lead to another surface, or to none.
  if (/\.\.|%2e/i.test(url)) return null;
  if (/^\/oauth2?\/token(\?|$)/.test(url)) return OAuthError;
  if (/^\/v3\//.test(url)) return V3Error;
  return /^\/v2\.0\//.test(url) ? V2Error : null;
};

/** An error has the documented form of its surface, says its status once more and names the request. */
const formFaults = (url: string, { status, headers, body }: Answer): string[] => {
  const type = String(headers['content-type']);
  if (type.startsWith('text/html')) return PAGES.test(url) ? [] : ['a page instead of an error'];
  if (!type.startsWith('application/json')) return [`an error as ${type}`];
  const form = formOf(url);
  const json = parsed(body);
  const fits = form ? [form] : FORMS;
  if (!fits.some((one) => Value.Check(one, json))) return ['an error of another form'];
  const said = json as Partial<V2Error & V3Error>;
  const [first] = said.errors ?? [];
  const statuses = [said.statusCode, first && Number(first.status)].filter(Boolean);
  const ids = [said.requestId, first?.meta.requestId].filter(Boolean);
  return [
    ...(statuses.every((one) => one === status) ? [] : [`says status ${statuses}`]),
    ...(ids.every((id) => id === headers['sc-request-id']) ? [] : ['says another request id']),
  ];
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** What a request is held against: what it said, and whose credentials it had. */
type Asking = Pick<FuzzRequest, 'url' | 'headers' | 'payload' | 'sender' | 'target'>;

const leaks = (request: Asking, answer: Answer, world: World): string[] => {
  const told = `${JSON.stringify(answer.headers)}\n${answer.body}`;
  const asked = `${request.url}\n${JSON.stringify(request.headers)}\n${request.payload ?? ''}`;
  const everybody = [...world.senders, world.bystander];
  const others = everybody.filter((tenant) => tenant !== request.sender);
  return [
    ...(request.target.statuses === null ? [] : insidesIn(answer.body, asked)),
    ...everybody.flatMap((tenant) => named(told, tenant, secretsOf(tenant), 'a secret')),
    ...others.flatMap((tenant) =>
      named(told, tenant, marksOf(tenant), 'an id').filter(() => !mentions(asked, tenant, told)),
    ),
  ];
};

/** What a request says itself may be repeated to it. */
const insidesIn = (body: string, asked: string): string[] =>
  INSIDES.flatMap(([what, pattern]) => {
    const [found] = pattern.exec(body) ?? [];
    return found === undefined || asked.includes(found) ? [] : [`${what}: ${found}`];
  });

const named = (told: string, { name }: Tenant, texts: readonly string[], what: string): string[] =>
  texts.some((text) => told.includes(text)) ? [`${what} of ${name}`] : [];

/** Whether every mark of the tenant in the answer was in the request already. */
const mentions = (asked: string, tenant: Tenant, told: string): boolean =>
  marksOf(tenant).every((mark) => !told.includes(mark) || asked.includes(mark));
