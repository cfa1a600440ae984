import type { Language } from '@carport/catalog';
import { danish } from './danish.js';
import { dutch } from './dutch.js';
import { english, type Texts } from './english.js';
import { french } from './french.js';
import { german } from './german.js';
import { italian } from './italian.js';
import { norwegian } from './norwegian.js';
import { spanish } from './spanish.js';
import { swedish } from './swedish.js';

/** What Connect says, in every language that it speaks. */
export const TEXTS: Readonly<Record<Language, Texts>> = {
  en: english,
  da: danish,
  de: german,
  es: spanish,
  fr: french,
  it: italian,
  nl: dutch,
  nb: norwegian,
  sv: swedish,
};
