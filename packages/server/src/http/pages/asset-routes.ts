import type { FastifyInstance } from 'fastify';
import type { Assets } from './assets.js';
import { UNDOCUMENTED } from './undocumented.js';

/** Stylesheet, script, icon and fonts of every page. */
export const assetRoutes =
  ({ assets }: { assets: Assets }) =>
  async (app: FastifyInstance): Promise<void> => {
    for (const [path, { type, body }] of assets.files) {
      app.get(path, UNDOCUMENTED, async (_request, reply) =>
        reply
          .type(type)
          .headers({
            'cache-control': 'public, max-age=31536000, immutable',
            'x-content-type-options': 'nosniff',
          })
          .send(body),
      );
    }
  };
