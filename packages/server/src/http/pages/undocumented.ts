import type {} from '@fastify/swagger';

/** Keeps a page out of the API description. */
export const UNDOCUMENTED = { schema: { hide: true }, exposeHeadRoute: false } as const;
