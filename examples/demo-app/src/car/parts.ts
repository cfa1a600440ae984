import type { Charge, Energy, Fuel, Opening, Part, Position, Security, Values } from './state.js';

type Body = Readonly<Record<string, unknown>>;

interface PartRow<P extends Part> {
  readonly path: string;
  /** Never changes, so that one answer is enough. */
  readonly fixed?: true;
  /** Null when the body is not what the documentation promises. */
  readonly parse: (body: Body) => Values[P] | null;
}

const number = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Version 2.0 gives shares from 0 to 1. */
const percent = (value: unknown): number | null => {
  const share = number(value);
  return share === null ? null : Math.min(100, Math.max(0, share * 100));
};

const energy = (body: Body): Energy | null =>
  number(body.percentRemaining) === null && number(body.range) === null
    ? null
    : { percent: percent(body.percentRemaining), rangeKm: number(body.range) };

const fuel = (body: Body): Fuel | null => {
  const litres = number(body.amountRemaining);
  const common = energy(body) ?? { percent: null, rangeKm: null };
  return litres === null && common.percent === null && common.rangeKm === null
    ? null
    : { ...common, litres };
};

const CHARGE_STATES = ['CHARGING', 'FULLY_CHARGED', 'NOT_CHARGING'] as const;

const charge = (body: Body): Charge | null => {
  const state = CHARGE_STATES.find((known) => known === body.state);
  return state === undefined ? null : { state, pluggedIn: body.isPluggedIn === true };
};

const position = (body: Body): Position | null => {
  const latitude = number(body.latitude);
  const longitude = number(body.longitude);
  return latitude === null || longitude === null ? null : { latitude, longitude };
};

const OPENINGS = ['doors', 'windows', 'sunroof', 'storage', 'chargingPort'] as const;

const security = (body: Body): Security | null => {
  if (typeof body.isLocked !== 'boolean') return null;
  const openings: Opening[] = OPENINGS.flatMap((where) => {
    const list: unknown = body[where];
    return (Array.isArray(list) ? list : []).map((item: Body) => ({
      where,
      type: text(item.type),
      open: item.status === 'OPEN',
    }));
  });
  return { locked: body.isLocked, openings };
};

/** The paths of a read, and what becomes of their bodies. */
export const PARTS: { readonly [P in Part]: PartRow<P> } = {
  attributes: {
    path: '/',
    fixed: true,
    parse: (body) => ({ make: text(body.make), model: text(body.model), year: number(body.year) }),
  },
  vin: { path: '/vin', fixed: true, parse: (body) => text(body.vin) || null },
  battery: { path: '/battery', parse: energy },
  batteryCapacity: {
    path: '/battery/capacity',
    fixed: true,
    parse: (body) => number(body.capacity),
  },
  charge: { path: '/charge', parse: charge },
  fuel: { path: '/fuel', parse: fuel },
  odometer: { path: '/odometer', parse: (body) => number(body.distance) },
  location: { path: '/location', parse: position },
  lockStatus: { path: '/security', parse: security },
  tirePressure: {
    path: '/tires/pressure',
    parse: (body) => ({
      frontLeft: number(body.frontLeft),
      frontRight: number(body.frontRight),
      backLeft: number(body.backLeft),
      backRight: number(body.backRight),
    }),
  },
};

export const PART_NAMES = Object.keys(PARTS) as readonly Part[];
