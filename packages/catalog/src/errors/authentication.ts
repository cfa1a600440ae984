import type { ErrorRow } from './row.js';

export const AUTHENTICATION_ERRORS = [
  {
    type: 'AUTHENTICATION',
    code: null,
    status: 401,
    description:
      'The authorization header is missing or malformed, or it contains invalid or expired authentication credentials. Please check for missing parameters, spelling and casing mistakes, and other syntax issues.',
    resolution: null,
    temporary: false,
    mayHaveSucceeded: false,
    guidance:
      'The request carried no credentials that Carport accepts for this route, or the access token has expired or does not cover this vehicle. Access tokens live for two hours: refresh and try again. If a fresh token fails too, list the vehicles that it covers and compare the id, and check whether the route wants Bearer or Basic.',
    v3: { code: 'UNAUTHORIZED', title: 'Not signed in' },
  },
] as const satisfies readonly ErrorRow[];

export const PERMISSION_ERRORS = [
  {
    type: 'PERMISSION',
    code: null,
    status: 403,
    description:
      'Your application has insufficient permissions to access the requested resource. Please prompt the user to re-authenticate using Smartcar Connect.',
    resolution: 'REAUTHENTICATE',
    userMessage:
      '{app} needs one more permission from you. Please connect your car again to give it.',
    temporary: false,
    mayHaveSucceeded: false,
    guidance:
      'The owner has not granted the permission that this request needs. Ask for it in `scope`, send the owner through Connect again, and use the new tokens: tokens from before keep the permissions they had. A make-specific path answers with this too when its make is not the car’s own or is not written in lower case.',
    v3: { type: 'AUTHENTICATION', code: 'ACCESS_DENIED', title: 'Permission not granted' },
  },
] as const satisfies readonly ErrorRow[];
