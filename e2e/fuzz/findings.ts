import type { Answer } from './judge.js';
import type { FuzzRequest } from './requests.js';

/** What went wrong in a run: each kind once, with the first request that met it. */
export interface Findings {
  note(fault: string, request: FuzzRequest, answer: Answer): void;
  noteOther(fault: string, circumstances: string): void;
  /** Readable, one entry for each kind. */
  list(): string[];
}

export const createFindings = (): Findings => {
  const kinds = new Map<string, { times: number; readonly first: string }>();
  const noteOther = (kind: string, circumstances: string): void => {
    const known = kinds.get(kind);
    if (known) known.times += 1;
    else kinds.set(kind, { times: 1, first: circumstances });
  };
  return {
    noteOther,
    note: (fault, request, { status, body }) =>
      noteOther(
        `${fault}: ${request.target.method} ${request.target.path}`,
        `${inWords(request)}\n  -> ${status} ${body.slice(0, 500)}`,
      ),
    list: () => [...kinds].map(([kind, { times, first }]) => `${times} x ${kind}\n  ${first}`),
  };
};

const inWords = ({ method, url, headers, payload, sender }: FuzzRequest): string =>
  [
    `${method} ${url.slice(0, 300)} by ${sender?.name ?? 'nobody'}`,
    JSON.stringify(headers).slice(0, 400),
    payload?.toString().slice(0, 300) ?? 'no body',
  ].join('\n  ');
