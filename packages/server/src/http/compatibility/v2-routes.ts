import { compatibilityAtLevel, compatibilityByVin, compatibilityMatrix } from '@carport/catalog';
import type { FastifyInstance, FastifySchema } from 'fastify';
import { COMMON_ERRORS, description, errorAnswers } from '../describe.js';
import type { Platform } from '../platform.js';
import {
  invalidVin,
  MatrixQuery,
  matrixQuestion,
  testLevelOf,
  VinQuery,
  vinQuestion,
} from './query.js';
import { MatrixAnswer, VinAnswer } from './v2-schemas.js';

const ERRORS = errorAnswers('V2Error', COMMON_ERRORS);
const TAGS = ['Compatibility'];
const SECURITY = [{ clientBasic: [] }, { applicationToken: [] }, { managementBearer: [] }];

type Models = Pick<Platform, 'compatibleModels'>;

const VIN_SCHEMA = description(
  {
    operationId: 'getCompatibility',
    tags: TAGS,
    summary: 'Whether a car can probably be connected, by its VIN',
    description:
      'In doubt the answer is yes: a VIN does not say the trim. Capabilities are told for the United States. Needs a plan with the Compatibility API.',
    security: SECURITY,
  },
  { querystring: VinQuery, response: { 200: VinAnswer, ...ERRORS } },
);

const MATRIX_SCHEMA = description(
  {
    operationId: 'getCompatibilityMatrix',
    tags: TAGS,
    summary: 'Models that can be connected, by make',
    description: 'Needs a plan with the Compatibility API.',
    security: SECURITY,
  },
  { querystring: MatrixQuery, response: { 200: MatrixAnswer, ...ERRORS } },
);

/** An address that is served like another one; the API description names one of them. */
const alias = (schema: FastifySchema): FastifySchema => ({ ...schema, hide: true });

/** GET …/compatibility and …/compatibility/matrix, at every address that the documents give them. */
export const compatibilityRoutes = (app: FastifyInstance, models: Models): void => {
  vinRoute(app, models, '/v2.0/compatibility', VIN_SCHEMA);
  matrixRoute(app, models, '/v2.0/compatibility/matrix', MATRIX_SCHEMA);
  for (const base of ['/compatibility/v2.0', '/compatibility/v2.0/compatibility']) {
    vinRoute(app, models, base, alias(VIN_SCHEMA));
    matrixRoute(app, models, `${base}/matrix`, alias(MATRIX_SCHEMA));
  }
};

const vinRoute = (
  app: FastifyInstance,
  { compatibleModels }: Models,
  url: string,
  schema: FastifySchema,
): void => {
  app.get<{ Querystring: VinQuery }>(url, { schema }, async ({ query }) => {
    const question = vinQuestion(query);
    const level = testLevelOf(query);
    if (level !== undefined) return compatibilityAtLevel(level, question.scope);
    const answer = compatibilityByVin(question, compatibleModels);
    if ('invalid' in answer) throw invalidVin(answer.invalid);
    return answer;
  });
};

const matrixRoute = (
  app: FastifyInstance,
  { compatibleModels }: Models,
  url: string,
  schema: FastifySchema,
): void => {
  app.get<{ Querystring: MatrixQuery }>(url, { schema }, async ({ query }) =>
    compatibilityMatrix(matrixQuestion(query), compatibleModels),
  );
};
