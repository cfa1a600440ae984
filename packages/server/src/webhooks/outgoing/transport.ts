import { Agent, type Dispatcher } from 'undici';
import type { WebhookSettings } from '../settings.js';
import { failureText } from './exchange-failures.js';
import { createGuardedConnector } from './guarded-connector.js';

export interface OutgoingRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** Gives the exchange up. */
  readonly signal?: AbortSignal;
}

/** How an exchange ended; status and error may both be there when an answer broke off. */
export interface Exchange {
  readonly statusCode: number | null;
  readonly contentType: string | null;
  /** Of the answer; of several with one name, the first. */
  readonly headers: Readonly<Record<string, string>>;
  /** The beginning of the answer. */
  readonly body: string;
  /** Null when a whole answer came in time. */
  readonly error: string | null;
}

/** Posts to callbacks. Never throws; redirects are answers like any other. */
export interface Transport {
  post(request: OutgoingRequest): Promise<Exchange>;
  close(): Promise<void>;
}

/** More than any receiver has to say; the rest is not read. */
const MOST_OF_A_BODY = 16_384;

type TransportSettings = Pick<
  WebhookSettings,
  'allowLocalCallbacks' | 'timeoutMs' | 'lookup' | 'authorities'
> &
  Partial<Pick<WebhookSettings, 'allowedNetworks'>>;

export const createTransport = (settings: TransportSettings): Transport => {
  const { timeoutMs } = settings;
  // A pool of connections for each origin.
  const agent = new Agent({
    connect: createGuardedConnector(settings),
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
    pipelining: 1,
  });

  return {
    post: async ({ url, headers, body, signal }) => {
      const { origin, pathname, search } = new URL(url);
      const limit = limitedTo(timeoutMs, signal);
      const answer: Mutable<Pick<Exchange, 'statusCode' | 'contentType' | 'headers'>> = {
        ...{ statusCode: null, contentType: null, headers: {} },
      };
      try {
        const response = await agent.request({
          ...{ origin, path: pathname + search, method: 'POST', headers, body },
          signal: limit.signal,
        });
        answer.statusCode = response.statusCode;
        answer.contentType = headerText(response.headers['content-type']);
        answer.headers = headerTexts(response.headers);
        return { ...answer, body: await beginningOf(response.body), error: null };
      } catch (error) {
        return { ...answer, body: '', error: failureText(error) };
      } finally {
        limit.lift();
      }
    },
    close: () => agent.destroy(),
  };
};

/** A signal for one exchange: aborts at the time limit or when the given signal does. */
const limitedTo = (milliseconds: number, signal: AbortSignal | undefined) => {
  const controller = new AbortController();
  const giveUp = (): void => controller.abort(signal?.reason);
  const timer = setTimeout(
    () => controller.abort(new DOMException('the exchange took too long', 'TimeoutError')),
    milliseconds,
  );
  signal?.addEventListener('abort', giveUp);
  if (signal?.aborted) giveUp();
  return {
    signal: controller.signal,
    lift: () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', giveUp);
    },
  };
};

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

const headerTexts = (headers: Dispatcher.ResponseData['headers']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, headerText(value) ?? '']),
  );

const headerText = (value: string | string[] | undefined): string | null =>
  (Array.isArray(value) ? value[0] : value) ?? null;

const beginningOf = async (body: Dispatcher.ResponseData['body']): Promise<string> => {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of body) {
    parts.push(part as Buffer);
    length += (part as Buffer).length;
    // Leaving the loop closes the connection.
    if (length > MOST_OF_A_BODY) break;
  }
  return Buffer.concat(parts).subarray(0, MOST_OF_A_BODY).toString('utf8');
};
