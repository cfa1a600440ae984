import Value from 'typebox/value';
import { type SignalCode, signalRow } from './signals.js';

/** Whether it is a metric body of the signal. For single bodies; who checks many compiles the schema. */
export const fitsSignal = (code: SignalCode, body: unknown): boolean =>
  Value.Check(signalRow(code).body, body);
