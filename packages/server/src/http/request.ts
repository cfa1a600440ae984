import type { Grant, VehicleAccess } from '../access/access.js';
import type { Application } from '../applications/contract.js';

/** What the steps before a handler found out about a request. Null until the step has run. */
declare module 'fastify' {
  interface FastifyRequest {
    /** The application behind the credentials, for the log and for messages that name it. */
    caller: Caller | null;
    grant: Grant | null;
    access: VehicleAccess | null;
    /** Set where an application authenticated itself, with its management token for example. */
    application: Application | null;
    /** `TYPE:CODE` of the error that was sent, for the log. */
    failure: string | null;
  }
}

export interface Caller {
  readonly applicationId: string;
  readonly applicationName: string;
}

/** A value that an earlier step of the same route has set; its absence is a mistake in the route. */
export const established = <T>(value: T | null | undefined, name: string): T => {
  if (value === null || value === undefined) throw new Error(`route without the step for ${name}`);
  return value;
};
