import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Site } from '../pages/design/site.js';
import { NotFound } from '../pages/docs/not-found.js';
import { sendPage } from '../pages/send-page.js';
import { UNDOCUMENTED } from '../pages/undocumented.js';
import type { Document, SecurityScheme } from './reference/document.js';
import { GroupPage } from './reference/group-page.js';
import { Overview } from './reference/overview.js';
import { type Group, REFERENCE_PATH, readDocument } from './reference/read-document.js';

export { REFERENCE_PATH };

/** GET /docs/api and its pages: the OpenAPI document for people. */
export const referenceRoute = (app: FastifyInstance, site: Site): void => {
  let groups: readonly Group[] = [];
  let schemes: Readonly<Record<string, SecurityScheme>> = {};
  // The document is whole only when every route has been registered; it is read as clients get it.
  app.addHook('onReady', (done) => {
    const document: Document = JSON.parse(JSON.stringify(app.swagger()));
    groups = readDocument(document);
    schemes = document.components?.securitySchemes ?? {};
    done();
  });

  app.get(REFERENCE_PATH, UNDOCUMENTED, (_request, reply) =>
    sendPage(reply, <Overview site={site} groups={groups} schemes={schemes} />, {
      cache: 'public',
    }),
  );
  app.get<{ Params: { group: string } }>(
    `${REFERENCE_PATH}/:group`,
    UNDOCUMENTED,
    (request, reply): FastifyReply => {
      const group = groups.find(({ path }) => path === `${REFERENCE_PATH}/${request.params.group}`);
      if (!group) return sendPage(reply, <NotFound site={site} />, { status: 404 });
      return sendPage(reply, <GroupPage site={site} groups={groups} group={group} />, {
        cache: 'public',
      });
    },
  );
};
