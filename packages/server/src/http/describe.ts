import { ERRORS, type ErrorRow, type ErrorType, errorInV3 } from '@carport/catalog';
import type { FastifySchema } from 'fastify';

/** What every route tells the OpenAPI document about itself. */
export interface RouteDescription {
  /** Unique; names the operation in generated clients. */
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description?: string;
  readonly security?: ReadonlyArray<Readonly<Record<string, string[]>>>;
}

export const description = (
  about: RouteDescription,
  parts: Pick<FastifySchema, 'body' | 'querystring' | 'params' | 'headers' | 'response'>,
): FastifySchema => ({ ...about, ...parts }) as FastifySchema;

/** Errors that any authenticated route can send. */
export const COMMON_ERRORS = [
  'VALIDATION',
  'AUTHENTICATION',
  'BILLING',
  'RATE_LIMIT',
  'SERVER',
] as const satisfies readonly ErrorType[];

/** Errors of routes that read or command a car. */
export const VEHICLE_ERRORS = [
  ...COMMON_ERRORS,
  'PERMISSION',
  'COMPATIBILITY',
  'CONNECTED_SERVICES_ACCOUNT',
  'UPSTREAM',
  'VEHICLE_STATE',
] as const satisfies readonly ErrorType[];

type ErrorForm = 'V2Error' | 'V3Error';

/**
 * The error answers of a route, one for each status that the given types of errors have, in the way that the route
 * answers with them.
 */
export const errorAnswers = (
  form: ErrorForm,
  types: readonly ErrorType[],
  answered: (row: ErrorRow) => ErrorRow = (row) => row,
): Record<number, object> => {
  const rows = (ERRORS as readonly ErrorRow[])
    .filter(
      (row) =>
        types.some((type) => type === row.type) && !(form === 'V2Error' && row.only === 'v3'),
    )
    .map(answered);
  const answers: Record<number, object> = {};
  for (const { status } of rows) {
    const codes = rows.filter((row) => row.status === status).map((row) => nameOf(form, row));
    answers[status] = {
      description: [...new Set(codes)].join(', '),
      content: { 'application/json': { schema: { $ref: `${form}#` } } },
    };
  }
  return answers;
};

const nameOf = (form: ErrorForm, row: ErrorRow): string => {
  const { type, code } = form === 'V3Error' ? errorInV3(row) : row;
  return code === null ? type : `${type}:${code}`;
};
