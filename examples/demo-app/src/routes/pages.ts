import type { FastifyInstance } from 'fastify';
import type { CarState } from '../car/state.js';
import type { WatchKey } from '../car/watch.js';
import { findCar } from '../garage/garage.js';
import { carPage } from '../pages/car-page.js';
import { landingPage } from '../pages/landing-page.js';
import { goodToast, type Toast } from '../pages/problems.js';
import { liveView, type Showroom } from '../showroom.js';
import { garageOf } from './visitor.js';

const NOTICES: Readonly<Record<string, string>> = {
  denied: 'No harm done: nothing was shared.',
  empty: 'You are connected, but did not share a car.',
};

/** A page does not wait longer than this for a car; what is missing arrives when it is there. */
const PATIENCE = 2500;

export const pageRoutes = (app: FastifyInstance, room: Showroom): void => {
  app.get<{ Querystring: { notice?: string } }>('/', async (request, reply) => {
    const garage = garageOf(room, request);
    const notice = NOTICES[request.query.notice ?? ''];
    const flash = garage === undefined ? null : room.flashes.take(garage.id);
    const toast: Toast | null = notice === undefined ? flash : goodToast(notice);
    const { mode, carportUrl } = room.config;
    return reply.type('text/html').send(
      landingPage({
        cars: garage?.cars ?? [],
        simulated: mode === 'simulated',
        carportUrl,
        toast,
      }),
    );
  });

  app.get<{ Querystring: { id?: string } }>('/car', async (request, reply) => {
    const garage = garageOf(room, request);
    const id = request.query.id ?? garage?.cars[0]?.id;
    const owned = garage === undefined ? undefined : findCar(garage, id);
    if (garage === undefined || owned === undefined) return reply.redirect('/');
    const key = { garageId: garage.id, owned };
    const state = await withinPatience(room, key);
    return reply.type('text/html').send(
      carPage({
        ...liveView(room, key, state),
        cars: garage.cars,
        simulated: owned.account.mode === 'simulated',
        happenings: room.feed.recent(owned.car.id),
        webhook: room.registration.status(),
        toast: room.flashes.take(garage.id),
      }),
    );
  });
};

const withinPatience = async (room: Showroom, key: WatchKey): Promise<CarState> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<CarState>((resolve) => {
    timer = setTimeout(() => resolve(room.watches.known(key)), PATIENCE);
  });
  const state = await Promise.race([room.watches.read(key), late]);
  clearTimeout(timer);
  return state;
};
