import type { FastifyRequest } from 'fastify';
import type { VehicleAccess } from '../../access/access.js';
import { type Eventually, whenKnown } from '../../platform/eventually.js';
import { fault } from '../../platform/fault.js';
import { isUuid } from '../../platform/uuid.js';
import { accessOf, managementTokenOf, noteApplication, type Step } from '../authorize.js';
import { bearerOf } from '../credentials.js';
import type { Platform } from '../platform.js';
import { established } from '../request.js';

export const USER_HEADER = 'sc-user-id';

/**
 * Asserts that the token reaches the vehicle of the path; sets `access`. An application token says with
 * `sc-user-id` whose connection it means, and must where the route reads or commands the car.
 */
export const demandVehicleOf = (
  platform: Pick<Platform, 'connections'>,
  userId: 'required' | 'optional',
): Step => {
  return (request, _reply, done) => {
    const found = findAccess(platform, request, userId);
    const admit = (access: VehicleAccess | undefined): void => {
      request.access = access ?? null;
      done(access ? undefined : vehicleNotFound(vehicleIdOf(request)));
    };
    if (found instanceof Promise) found.then(admit, done);
    else admit(found);
  };
};

const findAccess = (
  { connections }: Pick<Platform, 'connections'>,
  request: FastifyRequest,
  userId: 'required' | 'optional',
): Eventually<VehicleAccess | undefined> => {
  const grant = established(request.grant, 'token');
  const vehicleId = vehicleIdOf(request);
  if (grant.kind === 'connection') return accessOf(grant, vehicleId);
  const user = userOf(request, userId);
  return isUuid(vehicleId) ? connections.access(grant.applicationId, vehicleId, user) : undefined;
};

const vehicleIdOf = (request: FastifyRequest): string =>
  (request.params as { vehicleId: string }).vehicleId;

const userOf = (request: FastifyRequest, need: 'required' | 'optional'): string | undefined => {
  const user = request.headers[USER_HEADER];
  if (user === undefined || user === '') {
    if (need === 'optional') return undefined;
    throw fault('VALIDATION', 'MISSING_PARAMETER', { description: 'missing userId' });
  }
  if (typeof user === 'string' && isUuid(user)) return user;
  throw fault('VALIDATION', null, { detail: [{ field: USER_HEADER, message: 'must be a UUID' }] });
};

const vehicleNotFound = (vehicleId: string) =>
  fault('RESOURCE_NOT_FOUND', 'VEHICLE_NOT_FOUND', {
    description: `Vehicle with ID ${vehicleId} not found`,
  });

/** Asserts an application token, or the management token (Bearer, or Basic as in v2.0) in its place; sets `caller`. */
export const demandApplication =
  ({ tokens, applications }: Pick<Platform, 'tokens' | 'applications'>): Step =>
  (request, _reply, done) => {
    const { authorization } = request.headers;
    const bearer = bearerOf(authorization);
    const admitted = whenKnown(bearer && tokens.authenticate(bearer), async (grant) => {
      if (grant) {
        request.caller = grant.kind === 'application' ? grant : null;
        return request.caller !== null;
      }
      const token = managementTokenOf(authorization, ['basic', 'bearer']);
      const application = token && (await applications.authenticateManagement(token));
      if (application) noteApplication(request, application);
      return request.caller !== null;
    });
    Promise.resolve(admitted).then(
      (known) => done(known ? undefined : fault('AUTHENTICATION', null)),
      done,
    );
  };
