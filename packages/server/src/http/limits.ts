import type { BuiltPlanFeature, Mode } from '@carport/catalog';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Verdict } from '../limits/contract.js';
import type { Eventually } from '../platform/eventually.js';
import type { Step } from './authorize.js';
import type { Platform } from './platform.js';
import { addQuotas } from './quota-headers.js';
import { established } from './request.js';

/**
 * The steps that count a request. They come after the steps that say who asks for which car, and refuse with
 * BILLING or RATE_LIMIT.
 */

type Limited = Pick<Platform, 'limits'>;

/** Counts a request against the application's bucket. */
export const countRequest = ({ limits }: Limited): Step =>
  obeying((request) =>
    limits.request(established(request.caller, 'caller').applicationId, modeOf(request)),
  );

/** Asserts that the application is not suspended; for requests that no limit counts. */
export const demandGoodStanding = ({ limits }: Limited): Step =>
  obeying((request) => limits.standing(established(request.caller, 'caller').applicationId));

/** Asserts that the application's plan includes the feature. */
export const demandFeature = ({ limits }: Limited, feature: BuiltPlanFeature): Step =>
  obeying((request) =>
    limits.feature(established(request.caller, 'caller').applicationId, feature),
  );

export interface CountedUse {
  /** False where the platform answers without the car. */
  readonly asksCar: boolean;
  /** How many requests of the month a request is; one when absent. */
  readonly requests?: (request: FastifyRequest) => number;
}

/** Routes whose requests count against the limits of the car as well: those that are well-formed. */
export const countingVehicleUse = (
  app: FastifyInstance,
  { limits }: Limited,
  use: CountedUse,
  routes: (scope: FastifyInstance) => void,
): void => {
  const count = obeying((request) =>
    limits.vehicleRequest(established(request.access, 'vehicle access'), {
      asksCar: use.asksCar,
      requests: use.requests?.(request) ?? 1,
    }),
  );
  app.register((scope, _options, done) => {
    scope.addHook('preHandler', count);
    routes(scope);
    done();
  });
};

/** The mode of the consent or the car that a request is about; null when it is about none. */
const modeOf = ({ grant, access }: FastifyRequest): Mode | null =>
  grant?.kind === 'connection' ? grant.mode : (access?.vehicle.mode ?? null);

/** A step that goes on, at once where it can, unless the verdict is a refusal. */
const obeying =
  (judge: (request: FastifyRequest) => Eventually<Verdict>): Step =>
  (request, reply, done) => {
    const verdict = judge(request);
    if (!(verdict instanceof Promise)) return done(heed(verdict, reply));
    verdict.then((known) => done(heed(known, reply)), done);
  };

const heed = ({ refusal, quotas }: Verdict, reply: FastifyReply): Verdict['refusal'] => {
  if (quotas.length > 0) addQuotas(reply, quotas);
  return refusal;
};
