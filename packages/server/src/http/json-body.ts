import type { FastifyInstance } from 'fastify';

/**
 * JSON bodies. An empty one counts as none: official SDKs announce `application/json` on requests without a body.
 * Keys that reach for the prototype are refused by the framework's own parser.
 */
export const readJsonBodies = (app: FastifyInstance): void => {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.addContentTypeParser<string>(
    'application/json',
    { parseAs: 'string' },
    (request, body, done) => {
      if (body.trim() === '') done(null, undefined);
      else parse(request, body, done);
    },
  );
};
