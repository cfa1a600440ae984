import { OAUTH_ERRORS } from '@carport/catalog';

export const FORM = 'application/x-www-form-urlencoded';
export const JSON_BODY = 'application/json';

/** The schema only describes: what is wrong with a token request is said in OAuth's words, by the handler. */
export const readByHandler = { validatorCompiler: () => () => true } as const;

const SERVER_ERROR_STATUS = 500;

/** The error answers of a token endpoint. */
export const oauthErrorAnswers = (): Record<number, object> => {
  const answer = (names: readonly string[]) => ({
    description: names.join(', '),
    content: { 'application/json': { schema: { $ref: 'OAuthError#' } } },
  });
  const statuses = new Set(OAUTH_ERRORS.map((row) => row.status));
  const byStatus = [...statuses].map((status): [number, object] => [
    status,
    answer(OAUTH_ERRORS.filter((row) => row.status === status).map((row) => row.error)),
  ]);
  return { ...Object.fromEntries(byStatus), [SERVER_ERROR_STATUS]: answer(['server_error']) };
};
