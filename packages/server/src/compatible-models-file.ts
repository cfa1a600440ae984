import { readFile } from 'node:fs/promises';
import { CompatibleModel } from '@carport/catalog';
import Type from 'typebox';
import { Compile } from 'typebox/compile';
import { SettingsError } from './platform/settings/reader.js';

const rows = Compile(Type.Array(CompatibleModel));

/** The models that an operator adds, from a JSON file. Throws a SettingsError that says which row is wrong. */
export const readCompatibleModels = async (file: string): Promise<readonly CompatibleModel[]> => {
  const content = parse(file, await read(file));
  const [problem] = rows.Errors(content);
  if (problem) throw wrong(file, `${placeOf(problem.instancePath)} ${complaintOf(problem)}`);
  const models = content as CompatibleModel[];
  const backwards = models.findIndex(({ startYear, endYear }) => endYear < startYear);
  if (backwards >= 0) throw wrong(file, `row ${backwards + 1} ends before it starts`);
  return models;
};

const wrong = (file: string, what: string, cause?: unknown): SettingsError =>
  new SettingsError(`the compatibility file ${file} cannot be used: ${what}`, { cause });

const read = async (file: string): Promise<string> => {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw wrong(file, 'it cannot be read', error);
  }
};

const parse = (file: string, text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw wrong(file, 'it is not JSON', error);
  }
};

const complaintOf = ({ message, params }: { message: string; params: object }): string =>
  'allowedValues' in params && Array.isArray(params.allowedValues)
    ? `must be one of ${params.allowedValues.join(', ')}`
    : message;

/** `/2/startYear` is "row 3: startYear". */
const placeOf = (pointer: string): string => {
  const [, index, ...field] = pointer.split('/');
  if (index === undefined || index === '') return 'the list';
  return [`row ${Number(index) + 1}`, field.join('.')].filter(Boolean).join(': ');
};
