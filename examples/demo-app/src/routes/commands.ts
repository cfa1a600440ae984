import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Vehicle } from 'smartcar';
import type { WatchKey } from '../car/watch.js';
import { isLeap } from '../carport/time-machine.js';
import { removeCar } from '../garage/garage.js';
import { live } from '../pages/live.js';
import { badToast, goodToast, type Toast, toast } from '../pages/problems.js';
import { liveView, type Showroom } from '../showroom.js';
import { AppError, type Problem, problem, problemOf } from '../smartcar/problem.js';
import { carOf, garageOf } from './visitor.js';

interface Command {
  readonly send: (vehicle: Vehicle) => Promise<unknown>;
  readonly done: string;
}

const COMMANDS: Readonly<Record<string, Command>> = {
  lock: { send: (vehicle) => vehicle.lock(), done: 'Locked.' },
  unlock: { send: (vehicle) => vehicle.unlock(), done: 'Unlocked.' },
  'start-charge': { send: (vehicle) => vehicle.startCharge(), done: 'Charging has started.' },
  'stop-charge': { send: (vehicle) => vehicle.stopCharge(), done: 'Charging has stopped.' },
};

type CarRequest = FastifyRequest<{ Params: { id: string } }>;

export const commandRoutes = (app: FastifyInstance, room: Showroom): void => {
  for (const [name, command] of Object.entries(COMMANDS)) {
    app.post<{ Params: { id: string } }>(`/cars/:id/${name}`, (request, reply) =>
      answer(room, request, reply, async (key) => {
        await room.drive(key.owned, command.send);
        return command.done;
      }),
    );
  }

  app.post<{ Params: { id: string }; Body: { leap?: string } | null }>(
    '/cars/:id/advance',
    (request, reply) =>
      answer(room, request, reply, async (key) => {
        const leap = request.body?.leap;
        if (!isLeap(leap) || key.owned.account.mode !== 'simulated')
          throw new AppError(problem('This car cannot be hurried.'));
        const arrived = await room.timeMachine.leap(key, leap);
        return arrived ? LEAP_DONE[leap] : 'A day later, and it still has not moved.';
      }),
  );

  app.post<{ Params: { id: string } }>('/cars/:id/disconnect', (request, reply) =>
    disconnect(room, request, reply),
  );
};

const LEAP_DONE = {
  minute: '',
  'half-hour': 'Half an hour later.',
  'two-hours': 'Two hours later.',
  'next-drive': 'And it is on the road.',
} as const;

const NO_SUCH_CAR = problem('This car is not in your garage any more.', { type: 'NO_CAR' });

/** A script gets the news as data; a form is sent back to the page, which tells it. */
const answer = async (
  room: Showroom,
  request: CarRequest,
  reply: FastifyReply,
  action: (key: WatchKey) => Promise<string>,
): Promise<FastifyReply> => {
  const key = carOf(room, request, request.params.id);
  if (key === undefined) return refuse(request, reply, NO_SUCH_CAR);
  const told = await action(key).then(goodToast, (error: unknown) => badToast(problemOf(error)));
  const state = await room.watches.readAgain(key);
  if (!wantsData(request)) {
    if (told.message !== '') room.flashes.leave(key.garageId, told);
    return reply.redirect(`/car?id=${key.owned.car.id}`, 303);
  }
  return reply.send({
    toast: told.message === '' ? null : toast(told).text,
    fragments: { live: live(liveView(room, key, state)).text },
    ok: told.tone === 'good',
  });
};

const refuse = (request: FastifyRequest, reply: FastifyReply, reason: Problem): FastifyReply =>
  wantsData(request)
    ? reply.code(404).send({ toast: toast(badToast(reason)).text, fragments: {}, ok: false })
    : reply.redirect('/', 303);

const wantsData = (request: FastifyRequest): boolean =>
  request.headers.accept?.includes('application/json') ?? false;

const disconnect = async (
  room: Showroom,
  request: CarRequest,
  reply: FastifyReply,
): Promise<FastifyReply> => {
  const key = carOf(room, request, request.params.id);
  const garage = garageOf(room, request);
  if (key === undefined || garage === undefined) return refuse(request, reply, NO_SUCH_CAR);
  const failure = await room
    .drive(key.owned, (vehicle) => vehicle.disconnect())
    .then(() => null, problemOf);
  if (failure !== null && !failure.reconnect) {
    room.flashes.leave(garage.id, badToast(failure));
    return reply.redirect(`/car?id=${key.owned.car.id}`, 303);
  }
  removeCar(garage, key.owned.car.id);
  room.watches.forget(key);
  room.traces.forget(key.owned.car.id);
  await room.garages.save();
  const goodbye: Toast = goodToast('Disconnected. Driveway has forgotten the car.');
  room.flashes.leave(garage.id, goodbye);
  return reply.redirect(garage.cars.length > 0 ? '/car' : '/', 303);
};
