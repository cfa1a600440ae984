import { type Fault, fault } from '../../platform/fault.js';
import { renderOAuthError } from './oauth.js';
import type { Occurrence, RenderedError } from './occurrence.js';
import { renderV2Error } from './v2.js';
import { renderV3Error } from './v3.js';

/** A part of the API with its own way to write errors. */
export interface Surface {
  readonly render: (fault: Fault, where: Occurrence) => RenderedError;
  readonly notFound: () => Fault;
}

const v2: Surface = {
  render: renderV2Error,
  notFound: () => fault('RESOURCE_NOT_FOUND', 'PATH'),
};

/** `/v1.0`, `/v4`: paths of an API version that there is not. */
const unknownVersion: Surface = {
  render: renderV2Error,
  notFound: () => fault('RESOURCE_NOT_FOUND', 'VERSION'),
};

const v3: Surface = { render: renderV3Error, notFound: v2.notFound };

const oauth: Surface = { render: renderOAuthError, notFound: v2.notFound };

const VERSION = /^\/v\d+(\.\d+)?(?=[/?]|$)/;
const TOKEN_ENDPOINT = /^\/oauth2?\/token\/?(\?|$)/;

/** A proxy's request names the origin too (RFC 9112, section 3.2.2). */
const ORIGIN = /^https?:\/\/[^/?#]*/i;

/** The surface that a URL belongs to, also when no route of it matches. */
export const surfaceOf = (requested: string): Surface => {
  const url = requested.replace(ORIGIN, '');
  if (TOKEN_ENDPOINT.test(url)) return oauth;
  const version = VERSION.exec(url)?.[0];
  if (version === '/v3') return v3;
  return version === undefined || version === '/v2.0' ? v2 : unknownVersion;
};
