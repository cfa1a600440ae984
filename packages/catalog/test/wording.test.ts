import { describe, expect, test } from 'vitest';
import {
  COMMANDS,
  CONNECT_ERRORS,
  ENDPOINT_RULES,
  ENDPOINTS,
  ERRORS,
  type ErrorRow,
  LIMITED_MAKES,
  MATRIX_NAMES,
  OAUTH_ERRORS,
  PERMISSIONS,
  QUIRKS,
  REPORTED_SIGNALS,
  SUBSCRIPTIONS,
  UPDATE_FREQUENCIES,
  VEHICLE_RATE_LIMITS,
} from '../src/index.js';

/** Sentences whose letters other people's clients compare; they name the product they came from. */
const PROTOCOL_SENTENCES = new Set(['PERMISSION']);

const errorTexts = (row: ErrorRow): string[] => [
  ...(PROTOCOL_SENTENCES.has(row.type) ? [] : [row.description]),
  row.guidance,
  row.v3.title,
  row.userMessage ?? '',
];

const texts = [
  ...ERRORS.flatMap(errorTexts),
  ...OAUTH_ERRORS.flatMap((row) => [row.description, row.guidance]),
  ...CONNECT_ERRORS.flatMap((row) => [row.description, row.guidance]),
  ...PERMISSIONS.flatMap((row) => [row.consent, row.description]),
  ...[...REPORTED_SIGNALS, ...COMMANDS, ...ENDPOINTS].map((row) => row.description),
  ...[...QUIRKS, ...UPDATE_FREQUENCIES, ...VEHICLE_RATE_LIMITS].map((row) => row.note),
  ...[...ENDPOINT_RULES, ...LIMITED_MAKES].map((row) => row.note),
  ...SUBSCRIPTIONS.flatMap(({ note, cars, trial, price }) => [note, cars, trial, price]),
  ...Object.values(MATRIX_NAMES),
].filter((text) => text !== undefined);

describe('what people read', () => {
  test('names no other product', () => {
    expect(texts.filter((text) => /smartcar/i.test(text))).toEqual([]);
  });

  test('has no doubled spaces and no space before a full stop', () => {
    expect(texts.filter((text) => / {2}| \.|\s$|^\s+\S/.test(text))).toEqual([]);
  });

  test('spells the parts of a car in one way', () => {
    expect(
      texts.filter((text) => /\b(tyre|colour|bonnet|boot|windscreen|petrol)/i.test(text)),
    ).toEqual([]);
  });
});
