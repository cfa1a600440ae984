import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import type { FastifySchemaCompiler } from 'fastify';

/**
 * Parameters arrive as text, so they are read into the type that their schema names. Bodies are taken as they are:
 * a number sent as text is a mistake of the client's, unless the schema allows it. Nothing is removed silently.
 */
export const createValidatorCompiler = (): FastifySchemaCompiler<object> => {
  const shared = { strict: false, removeAdditional: false, allErrors: false } as const;
  const parameters = formats(new Ajv.Ajv({ ...shared, coerceTypes: true, useDefaults: true }));
  // JSON's 1e309 is read as infinity, which no JSON can say again.
  const finite = { strictNumbers: true } as const;
  const bodies = formats(
    new Ajv.Ajv({ ...shared, ...finite, coerceTypes: false, useDefaults: true }),
  );
  return ({ schema, httpPart }) => (httpPart === 'body' ? bodies : parameters).compile(schema);
};

const formats = (ajv: Ajv.Ajv): Ajv.Ajv => {
  addFormats.default(ajv);
  return ajv;
};
