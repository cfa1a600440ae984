import type { Content, Document, DocumentedOperation, MediaType } from './document.js';
import { type Field, fieldsOf, parameterField } from './fields.js';

export const REFERENCE_PATH = '/docs/api';

/** Operations that one page shows. */
export interface Group {
  readonly name: string;
  readonly path: string;
  readonly description: string;
  readonly operations: readonly Operation[];
}

export interface Operation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly description: string;
  /** Names of the security schemes that it takes; any one of them will do. */
  readonly schemes: readonly string[];
  readonly parameters: readonly Field[];
  readonly body: Body | undefined;
  readonly answers: readonly Answer[];
}

export interface Body {
  readonly mediaType: string;
  readonly fields: readonly Field[];
  readonly example: unknown;
}

export interface Answer {
  readonly status: string;
  readonly description: string;
  readonly body: Body | undefined;
}

/** The operations of the document, grouped by their tag in the order of the tags. */
export const readDocument = (document: Document): readonly Group[] => {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      tag: operation.tags?.[0],
      shown: read(path, method, operation),
    })),
  );
  return (document.tags ?? [])
    .map(({ name, description = '' }) => ({
      name,
      path: `${REFERENCE_PATH}/${slug(name)}`,
      description,
      operations: operations.filter(({ tag }) => tag === name).map(({ shown }) => shown),
    }))
    .filter((group) => group.operations.length > 0);
};

const slug = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9.]+/g, '-')
    .replace(/^-|-$/g, '');

const read = (path: string, method: string, operation: DocumentedOperation): Operation => ({
  id: operation.operationId ?? slug(`${method} ${path}`),
  method: method.toUpperCase(),
  path,
  summary: operation.summary ?? '',
  description: operation.description ?? '',
  schemes: (operation.security ?? []).flatMap(Object.keys),
  parameters: (operation.parameters ?? []).map(parameterField),
  body: bodyOf(operation.requestBody?.content),
  answers: Object.entries(operation.responses).map(([status, { description, content }]) => ({
    status,
    description,
    body: bodyOf(content),
  })),
});

const bodyOf = (content: Content | undefined): Body | undefined => {
  const [mediaType, media] = Object.entries(content ?? {})[0] ?? [];
  if (mediaType === undefined || media === undefined) return undefined;
  return { mediaType, fields: fieldsOf(media.schema), example: exampleOf(media) };
};

const exampleOf = ({ example, schema }: MediaType): unknown => example ?? schema?.examples?.[0];
