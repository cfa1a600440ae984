import { describe, expect, test } from 'vitest';
import {
  consentIn,
  ERRORS,
  type ErrorRow,
  errorRow,
  findLanguage,
  knownLanguage,
  LANGUAGES,
  languageOfHeader,
  PERMISSIONS,
  TRANSLATIONS,
  userMessageIn,
} from '../src/index.js';

const rows: readonly ErrorRow[] = ERRORS;
const told = rows.filter((row) => row.userMessage !== undefined);
const keys = told.map((row) => `${row.type}:${row.code}`);

describe.each(Object.entries(TRANSLATIONS))('%s', (code, translation) => {
  const texts = [
    ...Object.entries(translation.consents),
    ...Object.entries(translation.userMessages),
  ];

  test('says everything that English says, and nothing besides', () => {
    expect(Object.keys(translation.userMessages).sort()).toEqual([...keys].sort());
    expect(Object.keys(translation.consents).sort()).toEqual(
      PERMISSIONS.map(({ name }) => name).sort(),
    );
  });

  test('names the application where English does', () => {
    for (const row of told) {
      const message = translation.userMessages[`${row.type}:${row.code}`] ?? '';
      expect(message.includes('{app}'), message).toBe(row.userMessage?.includes('{app}'));
      expect(message.replaceAll('{app}', ''), message).not.toMatch(/[{}]/);
    }
  });

  test('is no copy of English, and names no other product', () => {
    for (const [, text] of texts) {
      expect(text).not.toMatch(/smartcar/i);
      expect(rows.map(({ userMessage }) => userMessage)).not.toContain(text);
    }
    const consents = PERMISSIONS.map(({ consent }) => consent);
    expect(
      Object.values(translation.consents).filter((text) => consents.includes(text as never)),
    ).toEqual([]);
  });

  test('is written cleanly', () => {
    for (const [key, text] of texts) {
      expect(text, key).not.toMatch(/ {2}|\s$|^\s| [.,]|'/);
      const sentence = key.includes(':');
      expect(text.endsWith('.'), key).toBe(sentence);
    }
    expect(new Set(texts.map(([, text]) => text)).size).toBe(texts.length);
  });

  test('is one of the languages, with a name that a browser knows', () => {
    expect(LANGUAGES.map((language) => language.code)).toContain(code);
    expect(() => new Intl.Locale(code)).not.toThrow();
    expect(Intl.DisplayNames.supportedLocalesOf(code)).toEqual([code]);
  });
});

describe('a tag', () => {
  test.each([
    ['de', 'de'],
    ['de-AT', 'de'],
    ['EN-us', 'en'],
    ['es-419', 'es'],
    ['no', 'nb'],
    ['nn-NO', 'nb'],
    ['nb-NO', 'nb'],
  ])('%s means %s', (tag, language) => {
    expect(findLanguage(tag)).toBe(language);
  });

  test.each(['pl', '', '*', 'd', 'deutsch', '-'])('%j means none of ours', (tag) => {
    expect(findLanguage(tag)).toBeUndefined();
  });
});

describe('an Accept-Language header', () => {
  test.each([
    ['de-DE,de;q=0.9,en;q=0.8', 'de'],
    ['en;q=0.5, sv', 'sv'],
    ['pl,fr;q=0.7,en;q=0.8', 'en'],
    ['pl, cs;q=0.5', null],
    ['', null],
    ['*', null],
    ['da;q=0, nl;q=0.1', 'nl'],
    ['it ; q=0.3 , da ; q=0.9', 'da'],
    [';;;,,=q', null],
  ])('%j wants %s', (header, language) => {
    expect(languageOfHeader(header)).toBe(language);
  });
});

test('a language that was kept is read back; anything else is English', () => {
  expect(knownLanguage('it')).toBe('it');
  for (const code of [null, '', 'pl', 'no', 'IT']) expect(knownLanguage(code)).toBe('en');
});

describe('texts', () => {
  test('are found in every language', () => {
    for (const { code } of LANGUAGES) {
      for (const { name } of PERMISSIONS) expect(consentIn(name, code)).toMatch(/\w/);
      for (const row of told) expect(userMessageIn(row, code, 'Voltwise')).toMatch(/\w/);
    }
    expect(consentIn('read_vin', 'de')).toContain('Fahrgestellnummer');
    expect(consentIn('read_vin', 'en')).toContain('identification number');
  });

  test('take the application’s name as it is', () => {
    const row = errorRow('PERMISSION', null);
    expect(userMessageIn(row, 'nl', '$& Co')).toMatch(/^\$& Co heeft/);
  });

  test('that nobody has translated yet are English', () => {
    const row = { type: 'NEW', code: 'ERROR', userMessage: 'Something new for {app}.' };
    expect(userMessageIn(row, 'sv', 'Voltwise')).toBe('Something new for Voltwise.');
  });
});
