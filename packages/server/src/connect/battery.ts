import { findLanguage, findMake, type Language, languageOfHeader } from '@carport/catalog';
import type { Vehicle, VehicleAccess } from '../access/access.js';
import { Fault } from '../platform/fault.js';
import { arrive, tellApp } from './arrival.js';
import type { Battery, BatteryPage, BatteryState } from './battery-contract.js';
import { batteryLink, openBatteryToken } from './battery-link.js';
import type { ConnectDeps } from './contract.js';
import { endingParameters } from './endings.js';
import { parseQuery, type Query } from './query.js';
import { STALE_LINK, type Told, UNKNOWN_CAR, type WayBack, withExit } from './refusal.js';
import { readResponseType } from './request-parts.js';
import { returnUrl } from './return-url.js';
import { isSimulated } from './simulated.js';

export const createBatteryPage = (deps: ConnectDeps): BatteryPage => ({
  link: (access) => batteryLink(deps, access),

  visit: async (text, languages) => {
    const query = parseQuery(text);
    const guest = await admit(deps, query);
    if (guest.kind !== 'guest') return guest;
    const { access, back } = guest;
    const battery = await batteryOf(deps, access.vehicle);
    return {
      kind: 'page',
      view: {
        state: stateOf(battery, query.get('said')),
        applicationName: back.applicationName,
        language: languageOf(query, languages, access),
        car: access.vehicle,
        simulated: isSimulated(deps, findMake(access.vehicle.make), access.vehicle.mode),
        candidates: battery?.candidates ?? [],
        chosen: battery?.capacity ?? null,
        exitUrl: unsureUrl(guest),
      },
    };
  },

  act: async (text, { kwh }) => {
    const guest = await admit(deps, parseQuery(text));
    if (guest.kind !== 'guest') return guest;
    const { access, back } = guest;
    if (kwh === undefined) return { kind: 'stay', state: 'unanswered' };
    if (kwh === null) {
      const url = unsureUrl(guest);
      return url === null ? { kind: 'stay', state: 'unsure' } : { kind: 'returned', url };
    }
    const taken = await deps.batteries.chooseBattery(access.vehicle, kwh).catch(orUnreachable);
    // The page says why not: unreachable, no question any more, or not one of the candidates.
    if (!taken) return { kind: 'stay', state: 'unanswered' };
    return back.redirectUri === null
      ? { kind: 'stay', state: 'saved' }
      : { kind: 'returned', url: chosenUrl(guest, back.redirectUri, kwh) };
  },
});

interface Guest {
  readonly kind: 'guest';
  readonly access: VehicleAccess;
  readonly back: WayBack;
}

/** Lets in whoever has a link that this server has made for a car that is still connected to that app. */
const admit = async (deps: ConnectDeps, query: Query): Promise<Guest | Told> => {
  const arrival = await arrive(deps, query, 'here');
  if ('refusal' in arrival) return { kind: 'refused', refusal: arrival.refusal };
  const { application, back } = arrival;
  const type = readResponseType(query, ['vehicle_id']);
  if (!type.ok) {
    const { reading } = type;
    return reading.kind === 'returned'
      ? tellApp(back, reading.error, reading.description)
      : { kind: 'refused', refusal: withExit(reading.text, back) };
  }
  const token = openBatteryToken(deps, query.get('token') ?? '');
  const vehicleId = query.get('vehicle_id')?.toLowerCase();
  if (token?.applicationId !== application.id || token.vehicleId !== vehicleId) {
    return { kind: 'refused', refusal: withExit(STALE_LINK, back) };
  }
  const access = await deps.connections.access(application.id, token.vehicleId, token.userId);
  if (!access?.permissions.has('read_battery')) {
    return { kind: 'refused', refusal: withExit(UNKNOWN_CAR, back) };
  }
  return { kind: 'guest', access, back };
};

/** Undefined when nothing is known of the battery and the car cannot be asked. */
const batteryOf = ({ batteries }: ConnectDeps, vehicle: Vehicle) =>
  batteries.battery(vehicle).catch(orUnreachable);

const orUnreachable = (error: unknown): undefined => {
  if (!(error instanceof Fault)) throw error;
  return undefined;
};

/** What an answer has led to is believed as far as it agrees with what is known. */
const stateOf = (battery: Battery | undefined, said: string | undefined): BatteryState => {
  if (battery === undefined) return 'unreachable';
  if (!battery.isOpen) return 'known';
  if (said === 'saved' && battery.capacity !== null) return said;
  return said === 'unsure' || said === 'unanswered' ? said : 'asked';
};

/** The owner's choice on this page, their browser's, and the one they made when they connected. */
const languageOf = (query: Query, languages: string, access: VehicleAccess): Language =>
  findLanguage(query.get('language') ?? '') ?? languageOfHeader(languages) ?? access.language;

const chosenUrl = ({ access, back }: Guest, redirectUri: string, kwh: number): string =>
  returnUrl(
    redirectUri,
    {
      vehicle_id: access.vehicle.id,
      selected_capacity: String(kwh),
      reason: 'battery_capacity',
      iss: back.issuer,
    },
    back.rawState,
  );

const unsureUrl = ({ access, back }: Guest): string | null =>
  back.redirectUri === null
    ? null
    : returnUrl(
        back.redirectUri,
        {
          ...endingParameters('battery_capacity_no_selection'),
          vehicle_id: access.vehicle.id,
          iss: back.issuer,
        },
        back.rawState,
      );
