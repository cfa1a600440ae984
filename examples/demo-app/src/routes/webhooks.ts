import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import smartcar from 'smartcar';
import type { Showroom } from '../showroom.js';
import { parseEvent } from '../webhooks/event.js';

/** Deliveries are at most 50 KB. */
const LARGEST_DELIVERY = 64 * 1024;

/**
 * An event is signed in the same way as a challenge is answered. Whoever gets any text answered could have a forged event
 * signed, so only what can be no event is taken for a challenge.
 */
const CHALLENGE = /^[\w-]{1,128}$/;

/** The signature covers the bytes as they came, so this scope keeps bodies raw. */
export const webhookRoutes = (app: FastifyInstance, room: Showroom): void => {
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => {
      done(null, body);
    });

    scope.post('/webhooks', { bodyLimit: LARGEST_DELIVERY }, async (request, reply) => {
      const raw = typeof request.body === 'string' ? request.body : '';
      const event = parseEvent(raw);
      if (event === undefined) return reply.code(400).send({ error: 'not an event' });

      const { managementToken } = room.config;
      if (event.eventType === 'VERIFY' && event.challenge !== null) {
        if (!CHALLENGE.test(event.challenge))
          return reply.code(400).send({ error: 'not a challenge' });
        return reply.send({ challenge: smartcar.hashChallenge(managementToken, event.challenge) });
      }
      const expected = smartcar.hashChallenge(managementToken, raw);
      if (!matches(request.headers['sc-signature'], expected)) {
        return reply.code(401).send({ error: 'wrong signature' });
      }
      if (room.feed.add(event) && event.vehicleId !== null) room.watches.nudge(event.vehicleId);
      return reply.send({ received: true });
    });
  });
};

const matches = (signature: string | string[] | undefined, expected: string): boolean =>
  typeof signature === 'string' &&
  signature.length === expected.length &&
  timingSafeEqual(Buffer.from(signature), Buffer.from(expected));
