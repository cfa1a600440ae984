import type { RouteHandlerMethod } from 'fastify';
import { whenKnown } from '../../platform/eventually.js';
import type { Platform } from '../platform.js';
import { established } from '../request.js';
import { UNIT_HEADER, unitSystemOf } from '../units.js';
import type { Reading } from './reading.js';
import type { CarState } from './signal-view.js';

/** GET of one read endpoint: permission, capability, the car's state, projection. */
export const readHandler =
  ({ vehicles }: Pick<Platform, 'vehicles'>, reading: Reading): RouteHandlerMethod =>
  (request, reply) => {
    const access = established(request.access, 'vehicle access');
    const units = unitSystemOf(request.headers[UNIT_HEADER]);
    reading.check(access);
    const state = reading.needsCar ? vehicles.snapshot(access) : null;
    return whenKnown<CarState, unknown>(state, (known) => {
      const query = request.query as Record<string, unknown>;
      const answer = reading.answer(access, known, { units, query });
      reply.headers(answer.headers);
      return answer.body;
    });
  };
