import { type CompatibleVehiclesFilter, POWERTRAINS, REGIONS } from '@carport/catalog';
import type { FastifyInstance } from 'fastify';
import Type, { type Static } from 'typebox';
import { description, errorAnswers } from '../describe.js';
import { withExample } from '../docs/with-example.js';
import type { Platform } from '../platform.js';
import { type Page, pageOf } from '../v3/paging.js';
import { createCompatibleVehiclesBook } from './compatible-vehicles.js';

const DAY_SECONDS = 86_400;
const MOST_ROWS = 5_000;

const Query = Type.Object({
  'filter[region]': Type.Optional(Type.Enum(REGIONS, { description: 'All regions when absent.' })),
  'filter[make]': Type.Optional(
    Type.String({ maxLength: 60, description: 'In upper or lower case.' }),
  ),
  'filter[powertrainType]': Type.Optional(Type.Enum(POWERTRAINS)),
  'page[number]': Type.Optional(Type.Integer({ minimum: 1, maximum: MOST_ROWS })),
  'page[size]': Type.Optional(
    Type.Integer({ minimum: 1, maximum: MOST_ROWS, description: 'All at once when absent.' }),
  ),
});
type Query = Static<typeof Query>;

const ModelResource = Type.Object({
  id: Type.String(),
  type: Type.Literal('vehicle-model-capability'),
  attributes: Type.Object({
    make: Type.String(),
    model: Type.String(),
    years: Type.Object({ start: Type.Integer(), end: Type.Integer() }),
    powertrainType: Type.Enum(POWERTRAINS),
    region: Type.Enum(REGIONS),
    capabilities: Type.Array(
      Type.Object({
        type: Type.Enum(['signal', 'command']),
        code: Type.String(),
        name: Type.String(),
        group: Type.String(),
        capability: Type.String(),
        permission: Type.String(),
      }),
    ),
  }),
});
const link = Type.Union([Type.String(), Type.Null()]);
const Answer = Type.Object({
  data: Type.Array(ModelResource),
  meta: Type.Object({
    page: Type.Integer(),
    pageSize: Type.Integer(),
    totalCount: Type.Integer(),
  }),
  links: Type.Object({ self: Type.String(), next: link, prev: link }),
});
const EXAMPLE = {
  data: [
    {
      id: 'us-tesla-model-3-bev',
      type: 'vehicle-model-capability',
      attributes: {
        make: 'TESLA',
        model: 'Model 3',
        years: { start: 2017, end: 2026 },
        powertrainType: 'BEV',
        region: 'US',
        capabilities: [
          {
            type: 'signal',
            code: 'charge-ischarging',
            name: 'IsCharging',
            group: 'Charge',
            capability: 'charge-ischarging',
            permission: 'read_charge',
          },
        ],
      },
    },
  ],
  meta: { page: 1, pageSize: 1, totalCount: 1 },
  links: { self: '/v3/compatible-vehicles', next: null, prev: null },
};

/** GET /v3/compatible-vehicles: for everybody, without a token, and kept for a day. */
export const compatibleVehiclesRoute = (app: FastifyInstance, platform: Platform): void => {
  const url = `${platform.config.publicUrl}/v3/compatible-vehicles`;
  const book = createCompatibleVehiclesBook(url, platform.compatibleModels);
  app.get<{ Querystring: Query }>(
    '/compatible-vehicles',
    {
      schema: description(
        {
          operationId: 'listCompatibleVehicles',
          tags: ['Compatibility'],
          summary: 'Models that can be connected, with their signals and commands',
          description: `Needs no token. The list seldom changes: keep it for a day, and ask with \`If-None-Match\` then.`,
          security: [],
        },
        {
          querystring: Query,
          response: {
            200: withExample(Answer, EXAMPLE),
            304: { type: 'null', description: 'What you have is still right.' },
            ...errorAnswers('V3Error', ['VALIDATION', 'SERVER']),
          },
        },
      ),
    },
    async ({ query, headers }, reply) => {
      const { text, etag } = book.written(filterOf(query), pageAsked(query));
      reply.headers({ etag, 'cache-control': `public, max-age=${DAY_SECONDS}` });
      if (headers['if-none-match']?.includes(etag)) return reply.code(304).send();
      return reply.type('application/json; charset=utf-8').send(text);
    },
  );
};

const pageAsked = (query: Query): Page | undefined => {
  const { 'page[number]': number, 'page[size]': size } = query;
  if (number === undefined && size === undefined) return undefined;
  return pageOf({ 'page[number]': number ?? 1, 'page[size]': size ?? MOST_ROWS });
};

const filterOf = (query: Query): CompatibleVehiclesFilter => {
  const { 'filter[region]': region, 'filter[make]': make } = query;
  const powertrainType = query['filter[powertrainType]'];
  return {
    ...(region === undefined ? {} : { region }),
    ...(make === undefined ? {} : { make }),
    ...(powertrainType === undefined ? {} : { powertrainType }),
  };
};
