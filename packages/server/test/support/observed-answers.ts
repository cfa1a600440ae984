import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { anonymous, facts } from '../documented/facts.js';
import { observe } from './observations.js';

/** Notes what the answers of a platform bear witness to. To be called before the routes are loaded. */
export const observeAnswers = (app: FastifyInstance): void => {
  app.addHook('onSend', (request, reply, payload, done) => {
    const { url } = request.routeOptions;
    if (url !== undefined && request.method !== 'HEAD') {
      const route = anonymous(`${request.method} ${url}`);
      noteAnswer({ route, request, reply, payload });
    }
    done();
  });
};

interface Answer {
  readonly route: string;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly payload: unknown;
}

const noteAnswer = (answer: Answer): void => {
  const { route, reply, payload } = answer;
  const { statusCode } = reply;
  if (statusCode < 400) observe(facts.answered(route));
  else if (statusCode < 500) observe(facts.refused(route));

  noteConnect(answer);
  if (!String(reply.getHeader('content-type')).startsWith('application/json')) return;
  if (typeof payload !== 'string' || payload === '') return;
  if (statusCode >= 400) noteRefusal(route, statusCode, JSON.parse(payload));
  else READERS.get(route)?.(JSON.parse(payload), route);
};

interface V2Error {
  readonly type?: string;
  readonly code?: string | null;
}
interface Refusal extends V2Error {
  readonly error?: string;
  readonly errors?: readonly V2Error[];
}

const noteRefusal = (route: string, status: number, body: Refusal): void => {
  for (const { type, code } of body.errors ?? []) {
    observe(facts.v3Error(`${type}:${code}`, status));
  }
  if (body.type !== undefined) observe(facts.v2Error(`${body.type}:${body.code}`, status));
  if (route.startsWith('POST /oauth') && body.error !== undefined) {
    observe(facts.tokenError(body.error, status));
  }
};

/** Redirects to the app, the way back that a dead end offers, and what an app asks for. */
const noteConnect = ({ route, request, reply, payload }: Answer): void => {
  const location = reply.getHeader('location');
  if (typeof location === 'string') noteConnectError(location);
  if (route.startsWith('GET /connect/') && typeof payload === 'string') {
    const [, exit] = /id="exit-button" href="([^"]+)"/.exec(payload) ?? [];
    if (exit !== undefined) noteConnectError(exit.replaceAll('&amp;', '&'));
  }
  if (route !== 'GET /oauth/authorize' || !String(location).startsWith('/connect/')) return;
  const { scope = '' } = request.query as { readonly scope?: string | readonly string[] };
  for (const word of String(scope).split(' ')) {
    observe(facts.permissionAsked(word.replace('required:', '')));
  }
};

const noteConnectError = (url: string): void => {
  if (!URL.canParse(url)) return;
  const error = new URL(url).searchParams.get('error');
  if (error !== null) observe(facts.connectError(error));
};

// biome-ignore lint/suspicious/noExplicitAny: the answers of different routes, each read by its own reader
type Reader = (body: any, route: string) => void;

interface SignalResource {
  readonly attributes: {
    readonly code: string;
    readonly status: { readonly value: string; readonly error?: V2Error };
    readonly body?: unknown;
  };
}

const noteSignal = ({ attributes: { code, status, body } }: SignalResource): void => {
  if (status.value === 'SUCCESS' && body !== undefined) observe(facts.signal(code));
  if (status.error) observe(facts.signalError(`${status.error.type}:${status.error.code}`));
};

/** Only the current form wraps one resource in `data`, and counts pages as `pageNumber`. */
const noteForm: Reader = (body, route) => {
  const isCurrent = Array.isArray(body.data) ? 'pageNumber' in body.meta : 'data' in body;
  observe(facts.answeredIn(isCurrent ? 'current' : 'unwrapped', route));
};

const noteSignals: Reader = (body, route) => {
  noteForm(body, route);
  for (const signal of [body.data ?? body].flat()) noteSignal(signal);
};

const noteBatch: Reader = ({ responses }) => {
  for (const { code, body } of responses) {
    if (code >= 400) observe(facts.v2Error(`${body.type}:${body.code}`, code));
  }
};

const notePermissions: Reader = ({ permissions }) => {
  for (const name of permissions) observe(facts.permissionGranted(name));
};

const READERS: ReadonlyMap<string, Reader> = new Map([
  ['GET /v3/vehicles/{}', noteForm],
  ['GET /v3/vehicles/{}/signals', noteSignals],
  ['POST /v3/vehicles/{}/signals', noteSignals],
  ['GET /v3/vehicles/{}/signals/{}', noteSignals],
  ['POST /v2.0/vehicles/{}/batch', noteBatch],
  ['GET /v2.0/vehicles/{}/permissions', notePermissions],
]);
