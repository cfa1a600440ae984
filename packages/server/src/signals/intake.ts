import {
  findErrorRow,
  isReportedCode,
  type SignalCode,
  type SignalRow,
  signalRow,
} from '@carport/catalog';
import { Compile } from 'typebox/compile';
import type { SignalEntry, SignalFailure, SignalReport, SignalValue } from './report.js';

export interface Intake {
  /** What can be kept, the last entry of each code. */
  readonly entries: ReadonlyMap<SignalCode, SignalEntry>;
  /** Codes of the entries that were left out. */
  readonly rejected: readonly string[];
}

/** Sorts a report into what fits the catalogue and what does not. */
export const takeIn = (report: SignalReport): Intake => {
  const entries = new Map<SignalCode, SignalEntry>();
  const rejected: string[] = [];
  for (const entry of report.entries) {
    const kept = isReportedCode(entry.code) ? checkEntry(entry) : undefined;
    if (kept) entries.set(kept.code, kept);
    else rejected.push(String(entry.code));
  }
  return { entries, rejected };
};

const checkEntry = (entry: SignalEntry): SignalEntry | undefined =>
  'error' in entry ? checkFailure(entry) : checkValue(entry);

const checkFailure = ({ code, error }: SignalFailure): SignalFailure | undefined =>
  findErrorRow(error.type, error.code)
    ? { code, error: { type: error.type, code: error.code } }
    : undefined;

const checkValue = (entry: SignalValue): SignalValue | undefined => {
  if (!Number.isFinite(entry.oemUpdatedAt) || entry.oemUpdatedAt < 0) return undefined;
  const body = asStored(entry.body);
  if (body === undefined || !validatorOf(entry.code).Check(body)) return undefined;
  return { code: entry.code, body, oemUpdatedAt: Math.round(entry.oemUpdatedAt) };
};

/** JSON.stringify escapes these only; a jsonb column takes neither NUL nor half of a surrogate pair. */
const UNSTORABLE = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/i;

/** The body as the database will give it back, so that comparing with what is stored is exact. */
const asStored = (body: unknown): unknown => {
  try {
    const text = JSON.stringify(body);
    return UNSTORABLE.test(text) ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
};

type Validator = { Check(value: unknown): boolean };
const validators = new Map<SignalCode, Validator>();

const validatorOf = (code: SignalCode): Validator => {
  const known = validators.get(code);
  if (known) return known;
  const row: SignalRow = signalRow(code);
  const made = Compile(row.body);
  validators.set(code, made);
  return made;
};
