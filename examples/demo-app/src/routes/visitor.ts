import type { FastifyReply, FastifyRequest } from 'fastify';
import type { WatchKey } from '../car/watch.js';
import { findCar, type Garage } from '../garage/garage.js';
import type { Showroom } from '../showroom.js';

/** Cookies of localhost are shared by its ports, hence the long names. */
const GARAGE_COOKIE = 'driveway_garage';
const SIXTY_DAYS = 60 * 24 * 60 * 60;

export const garageOf = (room: Showroom, request: FastifyRequest): Garage | undefined =>
  room.garages.find(request.cookies[GARAGE_COOKIE]);

/** The visitor's garage; a first-time visitor gets one, and the cookie that opens it. */
export const openGarage = (
  room: Showroom,
  request: FastifyRequest,
  reply: FastifyReply,
): Garage => {
  const garage = room.garages.open(request.cookies[GARAGE_COOKIE]);
  reply.setCookie(GARAGE_COOKIE, garage.id, {
    ...cookieOptions(room),
    path: '/',
    maxAge: SIXTY_DAYS,
  });
  return garage;
};

export const cookieOptions = (
  room: Showroom,
): { httpOnly: true; sameSite: 'lax'; secure: boolean } => ({
  httpOnly: true,
  sameSite: 'lax',
  secure: room.config.publicUrl.startsWith('https:'),
});

/** The car that the request names, if it stands in the visitor's garage. */
export const carOf = (
  room: Showroom,
  request: FastifyRequest,
  carId: string | undefined,
): WatchKey | undefined => {
  const garage = garageOf(room, request);
  const owned = garage === undefined ? undefined : findCar(garage, carId);
  return garage === undefined || owned === undefined ? undefined : { garageId: garage.id, owned };
};
