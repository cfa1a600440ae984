import type { ErrorRow } from './errors/row.js';
import { danish } from './languages/danish.js';
import { dutch } from './languages/dutch.js';
import { french } from './languages/french.js';
import { german } from './languages/german.js';
import { italian } from './languages/italian.js';
import { norwegian } from './languages/norwegian.js';
import { spanish } from './languages/spanish.js';
import { swedish } from './languages/swedish.js';
import type { Translation } from './languages/translation.js';
import { type Permission, permissionRow } from './permissions.js';

export type { Translation } from './languages/translation.js';

export interface LanguageRow {
  /** BCP 47, as it stands in a page's `lang`. */
  readonly code: string;
  /** In the language itself. */
  readonly name: string;
  /** Other tags that mean it. */
  readonly aliases: readonly string[];
}

/** What vehicle owners are spoken to in; the first is for everybody else. */
export const LANGUAGES = [
  { code: 'en', name: 'English', aliases: [] },
  { code: 'da', name: 'Dansk', aliases: [] },
  { code: 'de', name: 'Deutsch', aliases: [] },
  { code: 'es', name: 'Español', aliases: [] },
  { code: 'fr', name: 'Français', aliases: [] },
  { code: 'it', name: 'Italiano', aliases: [] },
  { code: 'nl', name: 'Nederlands', aliases: [] },
  { code: 'nb', name: 'Norsk', aliases: ['no', 'nn'] },
  { code: 'sv', name: 'Svenska', aliases: [] },
] as const satisfies readonly LanguageRow[];

export type Language = (typeof LANGUAGES)[number]['code'];

export const DEFAULT_LANGUAGE: Language = 'en';

const ROWS: readonly (LanguageRow & { readonly code: Language })[] = LANGUAGES;

/** What English texts are translated to; they themselves are in the rows. */
export const TRANSLATIONS: Readonly<Record<Exclude<Language, 'en'>, Translation>> = {
  da: danish,
  de: german,
  es: spanish,
  fr: french,
  it: italian,
  nl: dutch,
  nb: norwegian,
  sv: swedish,
};

/** The language that a tag such as `de-AT` or `no` means. */
export const findLanguage = (tag: string): Language | undefined => {
  const [primary = ''] = tag.trim().toLowerCase().split('-');
  return ROWS.find(({ code, aliases }) => code === primary || aliases.includes(primary))?.code;
};

/** A language as it was kept; English for what is none of ours. */
export const knownLanguage = (code: string | null): Language =>
  ROWS.find((row) => row.code === code)?.code ?? DEFAULT_LANGUAGE;

/** The language that an Accept-Language header wants most among ours; null when it wants none of them. */
export const languageOfHeader = (header: string): Language | null => {
  const wanted = header.split(',').flatMap((part) => {
    const [tag = '', ...parameters] = part.split(';');
    const quality = Number(parameters.join(';').match(/q\s*=\s*([\d.]+)/)?.[1] ?? 1);
    const language = findLanguage(tag);
    return language !== undefined && quality > 0 ? [{ language, quality }] : [];
  });
  const [best] = wanted.sort((left, right) => right.quality - left.quality);
  return best?.language ?? null;
};

const translationOf = (language: Language): Translation | undefined =>
  language === 'en' ? undefined : TRANSLATIONS[language];

/** The line that asks an owner for a permission. */
export const consentIn = (permission: Permission, language: Language): string =>
  translationOf(language)?.consents[permission] ?? permissionRow(permission).consent;

/** What an app may show to a vehicle owner about an error; undefined when the owner can do nothing. */
export const userMessageIn = (
  row: Pick<ErrorRow, 'type' | 'code' | 'userMessage'>,
  language: Language,
  applicationName: string,
): string | undefined => {
  if (row.userMessage === undefined) return undefined;
  const message = translationOf(language)?.userMessages[`${row.type}:${row.code}`];
  return (message ?? row.userMessage).replaceAll('{app}', () => applicationName);
};
