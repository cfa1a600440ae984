/** For the API description only: Connect reads the query itself, because every mistake in it has its own answer. */
const text = (description: string, more: object = {}) => ({ type: 'string', description, ...more });

const clientId = text('Your application. `application_id` is accepted in its place.', {
  format: 'uuid',
});
const state = text('Comes back unchanged.');
const user = text('Your own name for the owner.');
const externalId = text(
  'Your own id of the owner: kept, shown with the connection and in webhooks, and given back in the redirect. `null` takes it away.',
);

const answers = {
  302: { type: 'null', description: 'To the first page of Connect, or back to the app.' },
  400: {
    description: 'A page for the owner; the request could not be tied to an application.',
    content: { 'text/html': { schema: { type: 'string' } } },
  },
};

export const authorizeSchema = {
  exposeHeadRoute: false,
  validatorCompiler: () => () => true,
  schema: {
    operationId: 'authorize',
    tags: ['Connect'],
    summary: 'Ask a vehicle owner for consent',
    security: [],
    description:
      'Send the owner’s browser here. It comes back to your redirect URI with `code`, `user_id` and `state`, or with `error`, `error_description` and `state`. `external_id` comes along where there is one, and `virtual_key_url` where a Tesla takes no commands before its owner has let your key in; Connect leads them to Tesla’s page for it before they return. An owner who allows `read_battery` is asked on the last page which battery their car has, where the carmaker names several and does not tell; they may leave it open.',
    querystring: {
      type: 'object',
      properties: {
        response_type: text(
          '`code`; `none` where your application reads with tokens of its own: then the owner comes back without a code.',
          { enum: ['code', 'none'] },
        ),
        client_id: clientId,
        redirect_uri: text(
          'Exactly one that is registered; the first one when absent. With `none` and without it, the owner ends on a page of Connect.',
        ),
        scope: text(
          'Permissions, separated by spaces; `required:` before a name keeps the owner from unticking it. The application’s default permissions when absent.',
        ),
        state,
        mode: text('Whose cars.', { enum: ['live', 'simulated', 'test'], default: 'live' }),
        approval_prompt: text('`force` asks again for what was allowed before.', {
          enum: ['auto', 'force'],
          default: 'auto',
        }),
        make: text('Skips the choice of the brand, for example `TESLA`.'),
        single_select: text('`true` lets the owner connect one car only.'),
        single_select_vin: text('With `single_select=true`: only this car.'),
        flags: text(
          'Separated by spaces: `country:DE` presets the country, `color:00819D` is the colour of your buttons.',
        ),
        user,
        external_id: externalId,
        app_origin: text(
          'With `none` and without `redirect_uri`: the origin of the window that has opened this one, which is told by a message and sees this one close.',
        ),
        code_challenge: text('PKCE: base64url of the SHA-256 of your verifier.'),
        code_challenge_method: text('PKCE: `S256`.', { enum: ['S256'] }),
      },
      required: ['response_type'],
    },
    response: answers,
  },
} as const;

export const reauthenticateSchema = {
  exposeHeadRoute: false,
  validatorCompiler: () => () => true,
  schema: {
    operationId: 'reauthenticate',
    tags: ['Connect'],
    summary: 'Ask an owner who has connected before to sign in again',
    security: [],
    description:
      'Where `resolution.url` of an error leads; add `redirect_uri` and `state` to it. The owner signs in at the carmaker and comes back with `vehicle_id` and `state`, or with `error`, `error_description` and `state`. The vehicle keeps its id, and your tokens stay good: there is no new code.',
    querystring: {
      type: 'object',
      properties: {
        response_type: text('`vehicle_id` or `none`', { enum: ['vehicle_id', 'none'] }),
        client_id: clientId,
        vehicle_id: text(
          'The vehicle to sign in again for. Without it, `make` says whose account is meant.',
          { format: 'uuid' },
        ),
        redirect_uri: text(
          'Exactly one that is registered. Without it, the owner ends on a page of Connect.',
        ),
        state,
        make: text(
          'Without `vehicle_id`: the brand of the account, for example `TESLA`. The owner then ends on a page of Connect in any case.',
        ),
        scope: text('With `make`: the permissions that the owner is to give at the carmaker.'),
        user,
        external_id: externalId,
      },
      required: ['response_type'],
    },
    response: answers,
  },
} as const;

export const batterySchema = {
  exposeHeadRoute: false,
  validatorCompiler: () => () => true,
  schema: {
    operationId: 'chooseBatteryCapacity',
    tags: ['Connect'],
    summary: 'Ask an owner which battery their car has',
    security: [],
    description:
      'Where `url` of the nominal capacity leads; put `redirect_uri` at its end, and `state` if you like. The owner picks one of the capacities that the model is sold with and comes back with `vehicle_id`, `selected_capacity` in kWh, `reason=battery_capacity` and `state`. Who does not know comes back with `error=battery_capacity_no_selection`, `error_description`, `vehicle_id` and `state`. From then on the nominal capacity is what the owner has said, with the source `USER_SELECTED`. A link is good for 30 days and can be used again.',
    querystring: {
      type: 'object',
      properties: {
        vehicle_id: text('The vehicle that it is about.', { format: 'uuid' }),
        client_id: clientId,
        token: text('Made by the server: nobody can say it of a car without a link for it.'),
        response_type: text('`vehicle_id`', { enum: ['vehicle_id'] }),
        redirect_uri: text(
          'Exactly one that is registered. Without it, the owner ends on a page of Connect.',
        ),
        state,
      },
      required: ['response_type', 'vehicle_id', 'token'],
    },
    response: {
      200: {
        description: 'A page for the owner: the question, or what became of it.',
        content: {
          'text/html': {
            schema: { type: 'string' },
            example: '<!doctype html><html lang="en">…<h1>Which battery does your car have?</h1>…',
          },
        },
      },
      302: { type: 'null', description: 'Back to the app; 303 after the form.' },
      400: answers[400],
    },
  },
} as const;
