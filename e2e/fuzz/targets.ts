import type { Schema } from './from-schema.js';

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly schema: Schema;
}

/** A route that requests are made for. */
export interface Target {
  readonly method: string;
  /** With parameters in braces. */
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly body?: { readonly type: string; readonly schema: Schema; readonly example: unknown };
  /** Security schemes of which any will do. */
  readonly schemes: readonly string[];
  /** Statuses that the API description names; null for pages, which it leaves out. */
  readonly statuses: readonly number[] | null;
}

interface Operation {
  readonly parameters?: readonly Parameter[];
  readonly security: readonly Readonly<Record<string, unknown>>[];
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { schema: Schema; example: unknown }>>;
  };
  readonly responses: Readonly<Record<string, unknown>>;
}

/** The same operation, never asked to wait: twenty thousand requests would take hours. */
const impatient = (operation: Operation): Operation =>
  JSON.parse(JSON.stringify(operation), (key, value) => {
    if (key === 'parameters' && Array.isArray(value)) {
      return value.filter(({ name }: Parameter) => name !== 'wait');
    }
    if (key === 'pauseSeconds') return typeof value === 'object' ? { enum: [0] } : 0;
    if (key === 'attributes' && 'event' in value) return { ...value, pauseSeconds: 0 };
    return value?.properties?.pauseSeconds
      ? { ...value, required: [...(value.required ?? []), 'pauseSeconds'] }
      : value;
  });

/** Every operation of an OpenAPI document. */
export const documentedTargets = (document: {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}): Target[] =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): Target => {
      const { requestBody, parameters = [] } = impatient(operation);
      const [body] = Object.entries(requestBody?.content ?? {});
      return {
        ...{ path, method: method.toUpperCase(), parameters },
        ...(body && { body: { type: body[0], ...body[1] } }),
        schemes: operation.security.flatMap((scheme) => Object.keys(scheme)),
        statuses: Object.keys(operation.responses).map(Number),
      };
    }),
  );

const FORM = 'application/x-www-form-urlencoded';
const page = (method: string, path: string): Target => ({
  ...{ method, path, schemes: [], statuses: null },
  parameters: [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    ...{ name, in: 'path' as const, schema: { type: 'string' } },
  })),
  ...(method === 'POST' && {
    body: { type: FORM, schema: { type: 'object' }, example: { username: 'a', password: 'b' } },
  }),
});

/** Routes that the description leaves out: pages, the description itself, make-specific paths of no make. */
export const PAGES: readonly Target[] = [
  page('GET', '/'),
  page('GET', '/openapi.json'),
  page('GET', '/docs'),
  page('GET', '/docs/{page}'),
  page('GET', '/docs/errors/{page}'),
  page('GET', '/docs/api/{page}'),
  page('GET', '/docs/makes/{page}'),
  page('GET', '/docs/errors/api-errors/{page}'),
  page('GET', '/assets/{file}'),
  page('GET', '/connect-accent/{color}.css'),
  page('GET', '/connect/{session}'),
  page('GET', '/connect/{session}/{place}'),
  page('POST', '/connect/{session}/{place}'),
  page('POST', '/battery-capacity'),
  {
    ...page('GET', '/v2/redirect'),
    parameters: ['app_origin', 'error', 'state'].map((name) => ({
      ...{ name, in: 'query', schema: { type: 'string' } },
    })),
  },
  page('GET', '/v2/redirect.js'),
  page('GET', '/compatibility/v2.0'),
  page('GET', '/compatibility/v2.0/matrix'),
  page('GET', '/compatibility/v2.0/compatibility'),
  page('GET', '/compatibility/v2.0/compatibility/matrix'),
  page('GET', '/v2.0/vehicles/{vehicleId}/{make}/charge'),
  page('GET', '/v2.0/vehicles/{vehicleId}/{nothing}'),
  page('GET', '/v3/{nothing}'),
  page('GET', '/{nothing}'),
];
