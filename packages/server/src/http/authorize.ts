import type { FastifyReply, FastifyRequest, HookHandlerDoneFunction } from 'fastify';
import type { ConnectionGrant, Grant, VehicleAccess } from '../access/access.js';
import type { Application } from '../applications/contract.js';
import { type Fault, fault } from '../platform/fault.js';
import { basicOf, bearerOf } from './credentials.js';
import type { Platform } from './platform.js';

/**
 * The steps at a surface's edge. Each is an onRequest hook that asserts one thing, notes what it learned on the
 * request, and refuses with AUTHENTICATION otherwise. They run before validation: who is not known learns nothing.
 */

export type Step = (
  request: FastifyRequest,
  reply: FastifyReply,
  done: HookHandlerDoneFunction,
) => void;

const unauthenticated = (): Fault => fault('AUTHENTICATION', null);

/** Asserts a known access or application token; sets `grant` and `caller`. */
export const demandToken = ({ tokens }: Pick<Platform, 'tokens'>): Step => {
  const admit = (
    request: FastifyRequest,
    grant: Grant | undefined,
    done: HookHandlerDoneFunction,
  ): void => {
    request.grant = grant ?? null;
    request.caller = grant ?? null;
    done(grant ? undefined : unauthenticated());
  };
  return (request, _reply, done) => {
    const bearer = bearerOf(request.headers.authorization);
    if (bearer === undefined) return done(unauthenticated());
    const grant = tokens.authenticate(bearer);
    // A cached grant goes on in the same turn of the event loop.
    if (!(grant instanceof Promise)) return admit(request, grant, done);
    grant.then((found) => admit(request, found, done), done);
  };
};

/** Asserts that the token is a vehicle owner's consent; application tokens have no v2.0. */
export const demandConnectionToken: Step = (request, _reply, done) => {
  done(request.grant?.kind === 'connection' ? undefined : unauthenticated());
};

/** Asserts that the consent covers the vehicle of the path, and that it is still connected; sets `access`. */
export const demandVehicle: Step = (request, _reply, done) => {
  const grant = request.grant as ConnectionGrant;
  const { vehicleId } = request.params as { vehicleId: string };
  const access = accessOf(grant, vehicleId);
  if (access === undefined) return done(unauthenticated());
  request.access = access;
  done();
};

export const accessOf = (grant: ConnectionGrant, vehicleId: string): VehicleAccess | undefined => {
  const vehicle = grant.vehicles.get(vehicleId);
  return (
    vehicle && {
      applicationId: grant.applicationId,
      applicationName: grant.applicationName,
      userId: grant.userId,
      language: grant.language,
      vehicle,
      permissions: grant.permissions,
    }
  );
};

/** The user name that stands before the management token in Basic credentials. */
const MANAGEMENT_NAME = 'default';

type Scheme = 'basic' | 'bearer';

/** The management token of a request, where the route takes it in one of the given schemes. */
export const managementTokenOf = (
  header: string | undefined,
  schemes: readonly Scheme[],
): string | undefined => {
  const basic = schemes.includes('basic') ? basicOf(header) : undefined;
  if (basic) return basic.name === MANAGEMENT_NAME ? basic.secret : undefined;
  return schemes.includes('bearer') ? bearerOf(header) : undefined;
};

export const noteApplication = (request: FastifyRequest, application: Application): void => {
  request.application = application;
  request.caller = { applicationId: application.id, applicationName: application.name };
};

/** Asserts an application management token; sets `application` and `caller`. */
export const demandManagementToken =
  (platform: Pick<Platform, 'applications'>, ...schemes: Scheme[]): Step =>
  (request, _reply, done) => {
    const token = managementTokenOf(request.headers.authorization, schemes);
    if (token === undefined) return done(unauthenticated());
    platform.applications.authenticateManagement(token).then((application) => {
      if (application) noteApplication(request, application);
      done(application ? undefined : unauthenticated());
    }, done);
  };

/** Asserts client id and client secret as Basic credentials; sets `application` and `caller`. */
export const demandClient =
  ({ applications }: Pick<Platform, 'applications'>): Step =>
  (request, _reply, done) => {
    const client = basicOf(request.headers.authorization);
    if (!client) return done(unauthenticated());
    applications.authenticateClient(client.name, client.secret).then((application) => {
      if (application) noteApplication(request, application);
      done(application ? undefined : unauthenticated());
    }, done);
  };

/** Runs one chain of steps for Basic credentials and another for everything else. */
export const byScheme = (choices: { basic: readonly Step[]; bearer: readonly Step[] }): Step[] => [
  ...choices.basic.map((step) => onlyWhen(isBasic, step)),
  ...choices.bearer.map((step) => onlyWhen((request) => !isBasic(request), step)),
];

const isBasic = ({ headers }: FastifyRequest): boolean =>
  headers.authorization?.slice(0, 'basic '.length).toLowerCase() === 'basic ';

const onlyWhen =
  (applies: (request: FastifyRequest) => boolean, step: Step): Step =>
  (request, reply, done) =>
    applies(request) ? step(request, reply, done) : done();
