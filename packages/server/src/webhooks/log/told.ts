import type { Told } from './contract.js';

interface Entry {
  readonly code?: unknown;
  readonly signal?: { readonly code?: unknown };
}

/** The signals of an event, read from what is sent; events of other kinds have none. */
export const toldBy = (payload: string): Told => {
  const { data } = JSON.parse(payload) as { readonly data?: Record<string, unknown> };
  return { triggers: codesIn(data?.triggers), signals: codesIn(data?.signals) };
};

const codesIn = (list: unknown): string[] =>
  Array.isArray(list)
    ? (list as readonly Entry[])
        .map(({ code, signal }) => code ?? signal?.code)
        .filter((code) => typeof code === 'string')
    : [];
