import type { FastifyPluginCallback } from 'fastify';
import { demandManagementToken } from '../authorize.js';
import { behind } from '../behind.js';
import { demandGoodStanding } from '../limits.js';
import type { Platform } from '../platform.js';
import { demandApplication } from '../v3/steps.js';
import { alertRecipientRoutes } from './alert-recipient-routes.js';
import { applicationRoutes } from './application-routes.js';
import { connectionsRoutes } from './connections-routes.js';
import { feedRoute } from './feed-route.js';
import { managementTokenRoute } from './management-token-route.js';
import { simulationEventRoute } from './simulation-event-route.js';
import { statisticsRoute } from './statistics-route.js';
import { subscriptionRoutes, subscriptionsRoutes } from './subscription-routes.js';
import { webhookDeliveryRoutes } from './webhook-delivery-routes.js';
import { webhookKeyRoutes } from './webhook-key-routes.js';
import { webhookLogRoutes } from './webhook-log-routes.js';
import { webhookRepairRoutes } from './webhook-repair-routes.js';
import { webhookRoutes, webhooksRoutes } from './webhook-routes.js';
import { webhookSignatureRoute } from './webhook-signature-route.js';
import { webhookTestRoute } from './webhook-test-route.js';

/** `/v2.0/management`: connections by the management token. */
export const createManagementV2 =
  (platform: Platform): FastifyPluginCallback =>
  (app, _options, done) => {
    behind(app, [demandManagementToken(platform, 'basic'), demandGoodStanding(platform)], (scope) =>
      connectionsRoutes(scope, platform),
    );
    done();
  };

/** The part of `/v3` that manages an application: webhooks, subscriptions, the application itself. */
export const createManagementV3 =
  (platform: Platform): FastifyPluginCallback =>
  (app, _options, done) => {
    behind(app, [demandApplication(platform), demandGoodStanding(platform)], (scope) => {
      webhooksRoutes(scope, platform);
      webhookRoutes(scope, platform);
      webhookKeyRoutes(scope, platform);
      webhookTestRoute(scope, platform);
      webhookSignatureRoute(scope, platform);
      webhookDeliveryRoutes(scope, platform);
      webhookLogRoutes(scope, platform);
      webhookRepairRoutes(scope, platform);
      feedRoute(scope, platform);
      statisticsRoute(scope, platform);
      alertRecipientRoutes(scope, platform);
      subscriptionsRoutes(scope, platform);
      subscriptionRoutes(scope, platform);
      applicationRoutes(scope, platform);
      managementTokenRoute(scope, platform);
      simulationEventRoute(scope, platform);
    });
    done();
  };
