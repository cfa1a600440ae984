import type { Dispatcher } from 'undici';
import type { Exchange } from './exchange.js';
import { failureText } from './exchange-failures.js';

/** More than any receiver has to say; the rest is not read. */
const MOST_OF_A_BODY = 16_384;

type Headers = Record<string, string | string[] | undefined>;

/**
 * One exchange under way, told of by the HTTP client as it happens. The client's own promises and streams do more
 * than is wanted here and cost as much as the rest of a delivery.
 */
export class Flight implements Dispatcher.DispatchHandler {
  readonly #land: (exchange: Exchange) => void;
  #controller: Dispatcher.DispatchController | undefined;
  #landed = false;
  #statusCode: number | null = null;
  #contentType: string | null = null;
  #headers: Readonly<Record<string, string>> = {};
  #parts: Buffer[] = [];
  #length = 0;

  constructor(land: (exchange: Exchange) => void) {
    this.#land = land;
  }

  /** Ends it at once, wherever it is; a request that has not been sent yet never is. */
  giveUp(reason: Error): void {
    this.#fail(reason);
    this.#controller?.abort(reason);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#landed) controller.abort(new Error('given up before it began'));
  }

  onResponseStart(_controller: unknown, statusCode: number, headers: Headers): void {
    // What comes before the answer is none.
    if (statusCode < 200) return;
    this.#statusCode = statusCode;
    this.#contentType = firstOf(headers['content-type']) ?? null;
    this.#headers = firstOfEach(headers);
  }

  onResponseData(controller: Dispatcher.DispatchController, part: Buffer): void {
    this.#parts.push(part);
    this.#length += part.length;
    if (this.#length <= MOST_OF_A_BODY) return;
    this.#end();
    controller.abort(new Error('more than is read'));
  }

  onResponseEnd(): void {
    this.#end();
  }

  onResponseError(_controller: unknown, error: Error): void {
    this.#fail(error);
  }

  #end(): void {
    const whole =
      this.#length === 0 ? '' : Buffer.concat(this.#parts).toString('utf8', 0, MOST_OF_A_BODY);
    this.#finish(whole, null);
  }

  #fail(error: Error): void {
    this.#finish('', failureText(error));
  }

  #finish(body: string, error: string | null): void {
    if (this.#landed) return;
    this.#landed = true;
    this.#parts = [];
    this.#land({
      statusCode: this.#statusCode,
      contentType: this.#contentType,
      headers: this.#headers,
      body,
      error,
    });
  }
}

const firstOfEach = (headers: Headers): Record<string, string> => {
  const first: Record<string, string> = {};
  for (const name in headers) first[name] = firstOf(headers[name]) ?? '';
  return first;
};

const firstOf = (value: string | string[] | undefined): string | undefined =>
  typeof value === 'string' ? value : value?.[0];
