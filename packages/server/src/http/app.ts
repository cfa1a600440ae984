import { V2_RETIREMENT } from '@carport/catalog';
import Fastify, {
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerOptions,
} from 'fastify';
import { createCompatibilityV2, createCompatibilityV3 } from './compatibility/plugin.js';
import { connectRoutes } from './connect/connect-routes.js';
import { collectDescriptions, OPENAPI_PATH, openApiRoute } from './docs/openapi.js';
import { REFERENCE_PATH, referenceRoute } from './docs/reference-route.js';
import {
  createBrokenRequestHandler,
  demandHost,
  passOverExpectations,
} from './errors/broken-requests.js';
import { answerErrors, createFaultSender, type SendFault } from './errors/handlers.js';
import { OAuthError } from './errors/oauth.js';
import { surfaceOf } from './errors/surfaces.js';
import { toFault } from './errors/to-fault.js';
import { V2Error } from './errors/v2.js';
import { V3Error } from './errors/v3.js';
import { healthRoute } from './health-route.js';
import { readJsonBodies } from './json-body.js';
import { createManagementV2, createManagementV3 } from './management/plugin.js';
import { createOAuth } from './oauth/plugin.js';
import { assetRoutes } from './pages/asset-routes.js';
import { loadAssets } from './pages/assets.js';
import { pageRoutes } from './pages/page-routes.js';
import type { Platform } from './platform.js';
import { logRequests } from './request-log.js';
import { observeRequests } from './request-observer.js';
import { announceRetirement } from './retirement.js';
import { createV2 } from './v2/plugin.js';
import { createV3 } from './v3/plugin.js';
import { createValidatorCompiler } from './validation.js';
import './request.js';

const SECOND = 1_000;
const KIBIBYTE = 1_024;

const TIMEOUTS = {
  /** Nothing is closed while a slow command runs: clients wait up to 310 s. */
  connectionTimeout: 0,
  /** For a whole request to arrive; a slow sender must not hold a socket. */
  requestTimeout: 30 * SECOND,
  /** Above the idle time of usual load balancers (60 s), so that they close first. */
  keepAliveTimeout: 72 * SECOND,
} as const;
const HEADERS_TIMEOUT = 20 * SECOND;
const BODY_LIMIT = 128 * KIBIBYTE;

/** The server with all its surfaces, not yet listening. */
export const createHttp = (platform: Platform): FastifyInstance => {
  const send = createFaultSender(platform);
  const app = Fastify({
    ...serverOptions(platform, send),
    clientErrorHandler: createBrokenRequestHandler(platform),
    http: { requireHostHeader: false },
    logger: false,
  });
  app.server.headersTimeout = HEADERS_TIMEOUT;

  for (const name of ['caller', 'grant', 'access', 'application', 'failure'] as const) {
    app.decorateRequest(name, null);
  }
  for (const schema of [V2Error, V3Error, OAuthError]) app.addSchema(schema);
  app.setValidatorCompiler(createValidatorCompiler());
  // Answers are built field by field by the projections; the tests hold them against the response schemas.
  app.setSerializerCompiler(() => JSON.stringify);
  readJsonBodies(app);
  nameEveryResponse(app);
  passOverExpectations(app);
  logRequests(app, platform.log);
  observeRequests(app, platform.observeRequest);
  answerErrors(app, send);
  addSurfaces(app, platform);
  return app;
};

const addSurfaces = (app: FastifyInstance, platform: Platform): void => {
  const { publicUrl } = platform.config;
  const assets = loadAssets();
  const links = { reference: REFERENCE_PATH, openApi: OPENAPI_PATH };
  const site = { assets, links, publicUrl };

  collectDescriptions(app, publicUrl);
  app.register(createOAuth(platform));
  app.register((v2, _options, done) => {
    announceRetirement(v2, V2_RETIREMENT, publicUrl);
    v2.register(createV2(platform), { prefix: '/v2.0' });
    v2.register(createManagementV2(platform), { prefix: '/v2.0/management' });
    v2.register(createCompatibilityV2(platform));
    done();
  });
  app.register(createV3(platform), { prefix: '/v3' });
  app.register(createCompatibilityV3(platform), { prefix: '/v3' });
  app.register(createManagementV3(platform), { prefix: '/v3' });
  app.register(connectRoutes({ connect: platform.connect, log: platform.log, assets, publicUrl }));
  app.register(assetRoutes({ assets }));
  app.register(pageRoutes({ ...site, demo: platform.demo ?? null }));
  app.register((scope, _options, done) => {
    healthRoute(scope, platform);
    openApiRoute(scope);
    referenceRoute(scope, site);
    done();
  });
};

const serverOptions = (platform: Platform, send: SendFault): FastifyServerOptions => ({
  ...TIMEOUTS,
  bodyLimit: BODY_LIMIT,
  return503OnClosing: false,
  routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
  genReqId: () => platform.entropy.uuid(),
  frameworkErrors: (error, request, reply) => {
    const tooLong = error.code === 'FST_ERR_MAX_PARAM_LENGTH';
    nameResponse(request, reply);
    send(tooLong ? surfaceOf(request.url).notFound() : toFault(error), request, reply);
  },
});

/** On everything that is sent, unless a page says otherwise: what it is called, and that nobody keeps or guesses it. */
const nameResponse = (request: FastifyRequest, reply: FastifyReply): void => {
  reply.header('sc-request-id', request.id);
  reply.header('x-content-type-options', 'nosniff');
  reply.header('cache-control', 'no-store');
};

const nameEveryResponse = (app: FastifyInstance): void => {
  app.addHook('onRequest', (request, reply, done) => {
    nameResponse(request, reply);
    done(demandHost(request.raw));
  });
};
