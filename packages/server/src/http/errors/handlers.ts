import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Fault } from '../../platform/fault.js';
import type { Platform } from '../platform.js';
import { occurrenceOf } from './occurrence.js';
import { surfaceOf } from './surfaces.js';
import { toFault } from './to-fault.js';

/** Writes a fault in the form of the surface that the request's URL belongs to. */
export type SendFault = (
  fault: Fault,
  request: FastifyRequest,
  reply: FastifyReply,
) => FastifyReply;

export const createFaultSender =
  (platform: Pick<Platform, 'config' | 'log'>): SendFault =>
  (fault, request, reply) => {
    const { status, headers, body } = surfaceOf(request.url).render(
      fault,
      occurrenceOf(request, platform.config.publicUrl),
    );
    request.failure = `${fault.row.type}:${fault.row.code}`;
    reportFailure(platform.log, request, fault);
    return reply
      .code(status)
      .headers(headers ?? {})
      .send(body);
  };

/** Failures of our own go to the log with their cause; nothing of it is sent. */
export const reportFailure = (
  log: Platform['log'],
  request: FastifyRequest,
  { row, occasion }: Fault,
): void => {
  if (row.type !== 'SERVER') return;
  const err = occasion.cause ?? new Error(row.description);
  log.error({ request: request.id, route: request.routeOptions.url, err }, 'request failed');
};

export const answerErrors = (app: FastifyInstance, send: SendFault): void => {
  app.setErrorHandler((error, request, reply) => send(toFault(error), request, reply));
  app.setNotFoundHandler((request, reply) =>
    send(surfaceOf(request.url).notFound(), request, reply),
  );
};
