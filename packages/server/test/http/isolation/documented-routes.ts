import type { FastifyInstance } from 'fastify';

interface Content {
  readonly content?: Readonly<Record<string, { example?: unknown }>>;
}
interface DocumentedOperation {
  readonly operationId: string;
  readonly security?: ReadonlyArray<Readonly<Record<string, unknown>>>;
  readonly parameters?: ReadonlyArray<{ readonly name: string; readonly in: string }>;
  readonly requestBody?: Content;
}

export type Scheme =
  | 'accessToken'
  | 'applicationToken'
  | 'managementBearer'
  | 'managementBasic'
  | 'clientBasic';

/** A route as the OpenAPI document has it. */
export interface DocumentedRoute {
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With `{names}` of parameters. */
  readonly path: string;
  readonly schemes: readonly Scheme[];
  /** Whether a request without credentials is served. */
  readonly open: boolean;
  readonly queryNames: readonly string[];
  readonly bodyExample: unknown;
}

export const documentedRoutes = async (
  app: FastifyInstance,
): Promise<readonly DocumentedRoute[]> => {
  const { paths } = (await app.inject('/openapi.json')).json() as {
    paths: Record<string, Record<string, DocumentedOperation>>;
  };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => {
      const security = operation.security ?? [];
      const media = Object.values(operation.requestBody?.content ?? {})[0];
      return {
        id: operation.operationId,
        method: method.toUpperCase() as DocumentedRoute['method'],
        path,
        schemes: security.flatMap((choice) => Object.keys(choice) as Scheme[]),
        open: security.length === 0 || security.some((choice) => Object.keys(choice).length === 0),
        queryNames: (operation.parameters ?? [])
          .filter((parameter) => parameter.in === 'query')
          .map((parameter) => parameter.name),
        bodyExample: media?.example,
      };
    }),
  );
};
