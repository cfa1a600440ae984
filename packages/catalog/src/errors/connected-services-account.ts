import type { ErrorRow } from './row.js';

export const CONNECTED_SERVICES_ACCOUNT_ERRORS = [
  {
    type: 'CONNECTED_SERVICES_ACCOUNT',
    code: 'ACCOUNT_ISSUE',
    status: 400,
    description:
      'The user has something to finish in their connected services account before the vehicle can be reached.',
    resolution: null,
    userMessage:
      'Your carmaker’s app is waiting for you. Please sign in there and finish what it asks, for example new terms of service, so that {app} can reach your car.',
    temporary: false,
    mayHaveSucceeded: false,
    guidance:
      'The carmaker holds the account back until its owner accepts new terms, activates it, or answers a question. Ask the owner to open the carmaker’s app. For a simulated car it means that its simulation has not been started.',
    v3: { title: 'Account needs attention' },
  },
  {
    type: 'CONNECTED_SERVICES_ACCOUNT',
    code: 'AUTHENTICATION_FAILED',
    status: 400,
    description:
      'The carmaker no longer accepts the sign-in of the user’s connected services account. Please prompt the user to connect again.',
    resolution: 'REAUTHENTICATE',
    link: 'reauthentication',
    userMessage: 'Your car was disconnected from {app}. Please sign in again to reconnect it.',
    temporary: false,
    mayHaveSucceeded: false,
    guidance:
      'The owner has changed the password of the connected services account, or the carmaker has ended the session. `resolution.url` leads to re-authentication: add your `redirect_uri` and `state`, and send the owner there. The vehicle keeps its id and your tokens stay good.',
    v3: { title: 'Sign-in expired' },
  },
  {
    type: 'CONNECTED_SERVICES_ACCOUNT',
    code: 'NO_VEHICLES',
    status: 400,
    description: 'The user’s connected services account has no vehicles in it.',
    resolution: null,
    userMessage:
      'Your carmaker’s account shows no cars. Please add your car there, then connect it to {app} again.',
    temporary: false,
    mayHaveSucceeded: false,
    guidance:
      'The account works but is empty, or none of its cars has an active connected service. Ask the owner to add or activate the car in the carmaker’s app, and then to go through Connect.',
    v3: { title: 'No vehicles in the account' },
  },
  {
    type: 'CONNECTED_SERVICES_ACCOUNT',
    code: 'PERMISSION',
    status: 400,
    description: 'The vehicle owner has withdrawn access in the carmaker’s own portal.',
    resolution: 'REAUTHENTICATE',
    link: 'reauthentication',
    userMessage:
      'Your carmaker says that you ended {app}’s access. To use it again, connect your car again.',
    temporary: false,
    mayHaveSucceeded: false,
    guidance:
      'The owner revoked the access, or a part of it, where the carmaker lists third-party apps. Only the owner can give it back, by going through Connect again.',
    v3: { title: 'Access withdrawn at the carmaker' },
  },
  {
    type: 'CONNECTED_SERVICES_ACCOUNT',
    code: 'SUBSCRIPTION',
    status: 400,
    description:
      'The vehicle’s connected services subscription is not active or does not include what this request needs.',
    resolution: null,
    userMessage:
      'Your car’s connected services subscription has ended or does not include what {app} needs. Please renew or extend it with your carmaker.',
    temporary: false,
    mayHaveSucceeded: false,
    guidance:
      'Carmakers sell remote services as a subscription. Ask the owner to look in the carmaker’s app whether it has run out and which package it is; the brand page lists the packages that are needed.',
    v3: { title: 'Subscription inactive' },
  },
  {
    type: 'CONNECTED_SERVICES_ACCOUNT',
    code: 'VEHICLE_MISSING',
    status: 400,
    description:
      "This vehicle is no longer associated with the user's connected services account. Please prompt the user to re-add the vehicle to their account.",
    resolution: null,
    userMessage:
      'This car is no longer in your carmaker’s account. Please add it there again to use it with {app}.',
    temporary: false,
    mayHaveSucceeded: false,
    guidance:
      'The car was sold, removed from the account, or replaced. If its owner is done with your app, disconnect the vehicle; otherwise ask them to add it in the carmaker’s app. For a simulated car it means that the simulated vehicle is gone.',
    v3: { title: 'Vehicle left the account' },
  },
  {
    type: 'CONNECTED_SERVICES_ACCOUNT',
    code: 'VIRTUAL_KEY_REQUIRED',
    status: 400,
    description:
      'The vehicle accepts this only after its owner has added a virtual key for third-party apps.',
    resolution: 'ACTION_REQUIRED',
    link: 'virtual-key',
    userMessage:
      'To do this, your car needs a virtual key for {app}. Please open the link on the phone that has your carmaker’s app and follow it.',
    temporary: false,
    mayHaveSucceeded: false,
    guidance:
      'Newer Tesla cars take commands only from paired keys. Send the owner to `resolution.url` on the phone with the Tesla app; once the key is paired, the same request works.',
    v3: { title: 'Virtual key required' },
  },
] as const satisfies readonly ErrorRow[];
