import type { FastifyInstance } from 'fastify';
import { isAppOrigin } from '../../applications/redirect-uri.js';
import { OPENERS_PAGE } from '../../connect/opener.js';
import { deadEnd } from '../../connect/refusal.js';
import type { Assets } from '../pages/assets.js';
import { sendPage } from '../pages/send-page.js';
import { UNDOCUMENTED } from '../pages/undocumented.js';
import { languageOf, queryOf, type Surface } from './surface.js';
import { HandedOver, Refused } from './views/endings.js';

const BAD_ORIGIN = deadEnd({
  reason: 'bad-link',
  hint: 'app_origin must be the https origin of your app, or http on localhost, without a path.',
});

/**
 * The redirect page of the JavaScript SDK. Apps register it as `/v2/redirect?app_origin=https://app.example`; apps that
 * serve a page of their own put `/v2/redirect.js` into it.
 */
export const handOverRoutes = (
  app: FastifyInstance,
  { frameIn }: Pick<Surface, 'frameIn'>,
  assets: Assets,
): void => {
  app.get(OPENERS_PAGE, UNDOCUMENTED, async (request, reply) => {
    const query = new URLSearchParams(queryOf(request));
    const frame = frameIn(languageOf(request));
    return isAppOrigin(query.get('app_origin') ?? '')
      ? sendPage(reply, <HandedOver frame={frame} wentWell={!query.has('error')} />)
      : sendPage(reply, <Refused frame={frame} refusal={BAD_ORIGIN} />, { status: 400 });
  });

  const script = assets.files.get(assets.handOver);
  app.get(`${OPENERS_PAGE}.js`, UNDOCUMENTED, async (_request, reply) =>
    reply
      .type(script?.type ?? '')
      .header('cache-control', 'no-cache')
      .send(script?.body),
  );
};
