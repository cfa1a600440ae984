import { Readable } from 'node:stream';
import type {} from '@fastify/swagger';
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { afterEach, expect } from 'vitest';

/*
 * Every answer that a test platform sends, to any test, is held against what /openapi.json says about it. Objects
 * are taken as closed: a field that is sent has to be described.
 */

interface MediaType {
  readonly schema?: object;
}
interface Response {
  readonly content?: Readonly<Record<string, MediaType>>;
}
interface Operation {
  readonly responses: Readonly<Record<string, Response>>;
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: object;
}

let breaches: string[] = [];

afterEach(() => {
  const found = breaches;
  breaches = [];
  expect(found, 'answers that are not as /openapi.json describes them').toEqual([]);
});

/**
 * To be called before the routes are loaded. What the document does not allow is complained of; without a
 * `complain`, it fails the test that asked.
 */
export const holdAnswersToDocument = (
  app: FastifyInstance,
  complain: (breach: string) => void = (breach) => breaches.push(breach),
): AnswersChecked => {
  let check: Check | undefined;
  let checked = 0;
  app.addHook('onSend', (request, reply, payload, done) => {
    check ??= createCheck(JSON.parse(JSON.stringify(app.swagger())));
    const found = check(request, reply, payload);
    if (found) checked += 1;
    for (const breach of found ?? []) {
      complain(`${request.method} ${request.url} -> ${reply.statusCode}: ${breach}`);
    }
    done();
  });
  return () => checked;
};

/** How many answers of described routes have been checked so far. */
export type AnswersChecked = () => number;

/** What is wrong with an answer; undefined where the route is none that is described. */
type Check = (
  request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
) => readonly string[] | undefined;

const createCheck = (document: Document): Check => {
  const ajv = new Ajv2020.default({ strict: false, allErrors: true });
  addFormats.default(ajv);
  const validators = new Map<string, ValidateFunction>();
  const { components } = closed(document);

  const validatorOf = (key: string, schema: object): ValidateFunction => {
    const known = validators.get(key);
    if (known) return known;
    const made = ajv.compile({ ...(closed(schema) as object), components });
    validators.set(key, made);
    return made;
  };

  return (request, reply, payload) => {
    const path = request.routeOptions.url?.replace(/:(\w+)/g, '{$1}') ?? '';
    const method = request.method === 'HEAD' ? 'get' : request.method.toLowerCase();
    const operation = document.paths[path]?.[method];
    if (!operation) return undefined;
    const described = operation.responses[reply.statusCode];
    if (!described) return ['no such status is described'];
    const [type = ''] = String(reply.getHeader('content-type') ?? '').split(';');
    if (request.method === 'HEAD') return [];
    const content = described.content ?? {};
    if (payload === undefined || payload === null || payload === '') {
      return Object.keys(content).length > 0 ? ['a body is described, none is sent'] : [];
    }
    const { schema } = content[type] ?? {};
    if (!schema) return [`no ${type} is described`];
    // What is streamed is still to be written.
    if (type !== 'application/json' || payload instanceof Readable) return [];
    const validate = validatorOf(`${method} ${path} ${reply.statusCode}`, schema);
    if (validate(JSON.parse(String(payload)))) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) =>
        `${instancePath || '/'} ${message} ${JSON.stringify(params)}`,
    );
  };
};

/** The same schema with every object of known properties closed. */
const closed = <T>(schema: T): T => {
  if (Array.isArray(schema)) return schema.map(closed) as T;
  if (typeof schema !== 'object' || schema === null) return schema;
  const copy = Object.fromEntries(Object.entries(schema).map(([key, part]) => [key, closed(part)]));
  const open = 'properties' in copy && 'type' in copy && !('additionalProperties' in copy);
  return (open ? { ...copy, additionalProperties: false } : copy) as T;
};
