/** For the API description only: Connect reads the query itself, because every mistake in it has its own answer. */
const text = (description: string, more: object = {}) => ({ type: 'string', description, ...more });

export const authorizeSchema = {
  exposeHeadRoute: false,
  validatorCompiler: () => () => true,
  schema: {
    operationId: 'authorize',
    tags: ['Connect'],
    summary: 'Ask a vehicle owner for consent',
    security: [],
    description:
      'Send the owner’s browser here. It comes back to your redirect URI with `code`, `user_id` and `state`, or with `error`, `error_description` and `state`.',
    querystring: {
      type: 'object',
      properties: {
        response_type: text('`code`', { enum: ['code'] }),
        client_id: text('Your application. `application_id` is accepted in its place.', {
          format: 'uuid',
        }),
        redirect_uri: text('Exactly one that is registered; the first one when absent.'),
        scope: text(
          'Permissions, separated by spaces; `required:` before a name keeps the owner from unticking it. The application’s default permissions when absent.',
        ),
        state: text('Comes back unchanged.'),
        mode: text('Whose cars.', { enum: ['live', 'simulated', 'test'], default: 'live' }),
        approval_prompt: text('`force` asks again for what was allowed before.', {
          enum: ['auto', 'force'],
          default: 'auto',
        }),
        make: text('Skips the choice of the brand, for example `TESLA`.'),
        single_select: text('`true` lets the owner connect one car only.'),
        single_select_vin: text('With `single_select=true`: only this car.'),
        flags: text('`country:DE` presets the country.'),
        user: text('Your own name for the owner.'),
        code_challenge: text('PKCE: base64url of the SHA-256 of your verifier.'),
        code_challenge_method: text('PKCE: `S256`.', { enum: ['S256'] }),
      },
      required: ['response_type'],
    },
    response: {
      303: { type: 'null', description: 'To the first page of Connect, or back to the app.' },
      400: {
        description: 'A page for the owner; the request could not be tied to an application.',
        content: { 'text/html': { schema: { type: 'string' } } },
      },
    },
  },
} as const;
