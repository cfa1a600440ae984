/*
 * The words in which tests bear witness: what is observed during a run and what a documented row needs are compared
 * as these texts.
 */

/** A route by its method and path, whatever its parameters are called. */
export const anonymous = (route: string): string =>
  route.replace(/\{\w+\}/g, '{}').replace(/:\w+/g, '{}');

export type V3Form = 'current' | 'unwrapped';

export const facts = {
  answered: (route: string) => `${route} answered`,
  answeredIn: (form: V3Form, route: string) => `${route} answered in the ${form} form`,
  refused: (route: string) => `${route} refused`,
  /** A car's value of it was read. */
  signal: (code: string) => `signal ${code}`,
  signalError: (error: string) => `signal error ${error}`,
  webhookSignalError: (error: string) => `webhook signal error ${error}`,
  v2Error: (error: string, status: number) => `v2 error ${error} ${status}`,
  v3Error: (error: string, status: number) => `v3 error ${error} ${status}`,
  tokenError: (error: string, status: number) => `token error ${error} ${status}`,
  connectError: (error: string) => `Connect error ${error}`,
  webhookError: (error: string) => `webhook error ${error}`,
  permissionAsked: (name: string) => `permission ${name} asked for`,
  permissionGranted: (name: string) => `permission ${name} granted`,
};
