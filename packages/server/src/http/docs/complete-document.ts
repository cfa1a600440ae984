import { ERROR_EXAMPLES } from './examples/errors.js';
import type { OperationExamples } from './examples/example.js';
import { KEEPING_EXAMPLES } from './examples/keeping.js';
import { MANAGEMENT_EXAMPLES } from './examples/management.js';
import { SEEING_EXAMPLES } from './examples/seeing.js';
import { TOKEN_EXAMPLES } from './examples/tokens.js';
import { V2_EXAMPLES } from './examples/v2.js';
import { V3_EXAMPLES } from './examples/v3.js';

interface MediaType {
  example?: unknown;
}
interface Content {
  content?: Record<string, MediaType>;
}
interface Parameter {
  required?: boolean;
  readonly schema?: { readonly default?: unknown };
}
interface Operation {
  readonly operationId?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: Content;
  readonly responses: Record<string, Content & { description?: string }>;
}
/** The parts of an OpenAPI document that are completed here. */
export interface OpenApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, { examples?: unknown[] }>> };
}

const EXAMPLES: OperationExamples = {
  ...TOKEN_EXAMPLES,
  ...V2_EXAMPLES,
  ...V3_EXAMPLES,
  ...MANAGEMENT_EXAMPLES,
  ...KEEPING_EXAMPLES,
  ...SEEING_EXAMPLES,
};

/** What the generator writes where a route says nothing. */
const UNSAID = 'Default Response';
const MEANINGS: Readonly<Record<string, string>> = {
  200: 'The answer.',
  201: 'Made; this is it.',
  202: 'Accepted; it takes effect shortly after.',
  204: 'Done; there is no body.',
  503: 'The server is not in order.',
};

/**
 * Adds what routes do not say themselves: examples of operations and errors, what a status means, and which
 * parameters can be left out.
 */
export const completeDocument = <T extends OpenApiDocument>(document: T): T => {
  for (const methods of Object.values(document.paths)) {
    for (const operation of Object.values(methods)) completeOperation(operation);
  }
  for (const [name, example] of Object.entries(ERROR_EXAMPLES)) {
    const schema = document.components.schemas[name];
    if (schema) schema.examples = [example];
  }
  return document;
};

const completeOperation = (operation: Operation): void => {
  const { operationId, parameters = [], requestBody, responses } = operation;
  const { request, answer } = EXAMPLES[operationId ?? ''] ?? {};
  // A route always has a parameter that has a default; a client need not send it.
  for (const parameter of parameters) {
    if (parameter.schema?.default !== undefined) parameter.required = false;
  }
  showWith(requestBody, request);
  for (const [status, response] of Object.entries(responses)) {
    const meaning = MEANINGS[status];
    if (response.description === UNSAID && meaning) response.description = meaning;
    if (status.startsWith('2')) showWith(response, answer);
  }
};

const showWith = (shown: Content | undefined, example: unknown): void => {
  if (example === undefined) return;
  for (const media of Object.values(shown?.content ?? {})) media.example ??= example;
};
