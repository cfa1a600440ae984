import {
  isPermission,
  isTestLevel,
  type MatrixQuestion,
  type Permission,
  POWERTRAINS,
  REGIONS,
  TEST_LEVELS,
  type TestLevel,
  type VinQuestion,
} from '@carport/catalog';
import Type, { type Static } from 'typebox';
import { fault } from '../../platform/fault.js';

const mode = Type.Optional(
  Type.Enum(['live', 'simulated', 'test'], { description: 'Whose cars; live ones by default.' }),
);
const flags = Type.Optional(
  Type.String({
    maxLength: 500,
    description: '`country:DE` stands for the parameter; others are ignored.',
  }),
);
const list = (what: string) =>
  Type.String({ maxLength: 2_000, description: `${what}, separated by spaces.` });

export const VinQuery = Type.Object({
  vin: Type.String({ maxLength: 64, description: 'The vehicle’s identification number.' }),
  scope: list('Permissions to tell about'),
  country: Type.Optional(
    Type.String({ pattern: '^[A-Za-z]{2}$', description: 'ISO 3166-1 alpha-2; US by default.' }),
  ),
  flags,
  mode,
  test_mode_compatibility_level: Type.Optional(
    Type.String({
      maxLength: 40,
      description: `With \`mode=test\`: the answer for any VIN; ${TEST_LEVELS.join(', ')}.`,
    }),
  ),
});
export type VinQuery = Static<typeof VinQuery>;

export const MatrixQuery = Type.Object({
  region: Type.Enum(REGIONS),
  type: Type.Optional(Type.Enum(POWERTRAINS)),
  make: Type.Optional(list('Makes')),
  scope: Type.Optional(list('Permissions')),
  flags,
  mode,
});
export type MatrixQuery = Static<typeof MatrixQuery>;

const notAllowed = (field: string, message: string) =>
  fault('VALIDATION', 'PARAMETER', { detail: [{ field, message }] });

const wordsOf = (text: string): string[] => text.split(/\s+/).filter(Boolean);

const permissionsOf = (scope: string): Permission[] => {
  const words = wordsOf(scope);
  const unknown = words.filter((word) => !isPermission(word));
  if (unknown.length > 0) {
    throw notAllowed('scope', `has what is no permission: ${unknown.join(', ')}`);
  }
  return [...new Set(words.filter(isPermission))];
};

const COUNTRY_FLAG = /(?:^|\s)country:([a-z]{2})(?:\s|$)/i;

export const vinQuestion = (query: VinQuery): VinQuestion => {
  const country = query.country ?? COUNTRY_FLAG.exec(query.flags ?? '')?.[1];
  return {
    vin: query.vin,
    scope: permissionsOf(query.scope),
    ...(country === undefined ? {} : { country }),
  };
};

/** The level that test mode is asked for; undefined when the VIN shall decide. */
export const testLevelOf = (query: VinQuery): TestLevel | undefined => {
  const level = query.test_mode_compatibility_level;
  if (level === undefined) return undefined;
  if ((query.mode ?? 'test') !== 'test') {
    throw notAllowed('test_mode_compatibility_level', 'is for mode=test');
  }
  if (isTestLevel(level)) return level;
  throw notAllowed('test_mode_compatibility_level', `must be one of: ${TEST_LEVELS.join(', ')}`);
};

export const matrixQuestion = ({ region, type, make, scope }: MatrixQuery): MatrixQuestion => ({
  region,
  ...(type === undefined ? {} : { type }),
  ...(make === undefined ? {} : { makes: wordsOf(make) }),
  ...(scope === undefined ? {} : { scope: permissionsOf(scope) }),
});

/** What is wrong with a VIN, for whoever typed it. */
export const invalidVin = (problem: 'LENGTH' | 'CHARACTERS' | 'CHECK_DIGIT') =>
  notAllowed('vin', VIN_PROBLEMS[problem]);

const VIN_PROBLEMS = {
  LENGTH: 'must have 17 characters',
  CHARACTERS: 'has characters that no VIN has',
  CHECK_DIGIT: 'has a check digit that does not fit: a character is mistyped',
} as const;
