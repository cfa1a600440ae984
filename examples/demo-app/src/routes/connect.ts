import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import smartcar from 'smartcar';
import { type Account, type Car, park } from '../garage/garage.js';
import { tokensOf } from '../garage/tokens.js';
import { messagePage } from '../pages/landing-page.js';
import type { Showroom } from '../showroom.js';
import { problemOf } from '../smartcar/problem.js';
import { cookieOptions, openGarage } from './visitor.js';

const STATE_COOKIE = 'driveway_state';
const QUARTER_OF_AN_HOUR = 15 * 60;

/** A name is the least we need to show a car; the rest is the owner's to give. */
const SCOPE = [
  'required:read_vehicle_info',
  'read_vin',
  'read_battery',
  'read_charge',
  'read_fuel',
  'read_odometer',
  'read_location',
  'read_security',
  'read_tires',
  'control_charge',
  'control_security',
];

interface CallbackQuery {
  readonly code?: string;
  readonly state?: string;
  readonly user_id?: string;
  readonly error?: string;
  readonly error_description?: string;
}

export const connectRoutes = (app: FastifyInstance, room: Showroom): void => {
  app.get<{ Querystring: { again?: string } }>('/connect', async (request, reply) => {
    const home = new URL(room.config.publicUrl);
    if (isLoopbackAddress(request.hostname) && home.hostname === 'localhost') {
      // The cookie has to be set on the host that Connect comes back to.
      return reply.redirect(new URL(request.url, home).href);
    }
    const state = randomBytes(24).toString('base64url');
    reply.setCookie(STATE_COOKIE, state, {
      ...cookieOptions(room),
      path: '/callback',
      maxAge: QUARTER_OF_AN_HOUR,
    });
    const forcePrompt = request.query.again !== undefined;
    return reply.redirect(room.authClient.getAuthUrl(SCOPE, { state, forcePrompt }));
  });

  app.get<{ Querystring: CallbackQuery }>('/callback', async (request, reply) => {
    const { code, state, error, error_description: description } = request.query;
    const expected = request.cookies[STATE_COOKIE];
    reply.clearCookie(STATE_COOKIE, { path: '/callback' });
    if (!same(state, expected)) {
      return reply.code(400).type('text/html').send(messagePage(NOT_FROM_HERE));
    }
    if (error === 'access_denied') return reply.redirect('/?notice=denied');
    if (code === undefined) {
      const text = description ?? 'The connection was not finished.';
      return reply.type('text/html').send(messagePage({ title: 'That did not work', text }));
    }
    try {
      const { account, cars } = await connected(room, code, request.query.user_id);
      const garage = openGarage(room, request, reply);
      park(garage, account, cars);
      await room.garages.save();
      const [first] = cars;
      return reply.redirect(first === undefined ? '/?notice=empty' : `/car?id=${first.id}`);
    } catch (failure) {
      const { message: text, docUrl } = problemOf(failure);
      room.log(`the code could not be exchanged: ${text}`);
      const title = 'We could not finish connecting';
      return reply.code(502).type('text/html').send(messagePage({ title, text, docUrl }));
    }
  });
};

const NOT_FROM_HERE = {
  title: 'Let’s try that once more',
  text: 'This answer does not belong to a connection that you started here, or it took a long while. Nothing was connected.',
};

const isLoopbackAddress = (hostname: string): boolean =>
  hostname === '127.0.0.1' || hostname === '[::1]';

const same = (given: string | undefined, expected: string | undefined): boolean => {
  if (given === undefined || expected === undefined || given.length !== expected.length) {
    return false;
  }
  return timingSafeEqual(Buffer.from(given), Buffer.from(expected));
};

const connected = async (
  room: Showroom,
  code: string,
  userId: string | undefined,
): Promise<{ account: Account; cars: Car[] }> => {
  const access = await room.authClient.exchangeCode(code);
  const owner = userId ?? (await smartcar.getUser(access.accessToken)).id;
  const ids = await allVehicles(access.accessToken);
  const cars = await Promise.all(ids.map((id) => introduced(id, owner, access.accessToken)));
  const account = { userId: owner, mode: room.config.mode, tokens: tokensOf(access) };
  return { account, cars };
};

const PAGE = 50;

const allVehicles = async (accessToken: string): Promise<string[]> => {
  const ids: string[] = [];
  for (;;) {
    const { vehicles, paging } = await smartcar.getVehicles(accessToken, {
      limit: PAGE,
      offset: ids.length,
    });
    ids.push(...vehicles);
    if (vehicles.length === 0 || ids.length >= paging.count) return ids;
  }
};

/** A car whose name cannot be read now gets it at the first read that can. */
const introduced = async (id: string, userId: string, accessToken: string): Promise<Car> => {
  const unnamed: Car = { id, userId, make: '', model: '', year: null };
  try {
    const { make, model, year } = await new smartcar.Vehicle(id, accessToken).attributes();
    return { ...unnamed, make, model, year };
  } catch {
    return unnamed;
  }
};
