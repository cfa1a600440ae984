import type { Battery } from './battery-contract.js';
import type { ConnectDeps } from './contract.js';
import type { FlowSession } from './session.js';
import type { StoredSession } from './sessions.store.js';

/** Those of the cars whose battery the carmaker has told since, or the owner has said before. */
export const knownBatteries = async (
  { connections, batteries }: Pick<ConnectDeps, 'connections' | 'batteries'>,
  { request: { applicationId, mode } }: FlowSession,
  vins: readonly string[],
): Promise<readonly string[]> => {
  const cars = await connections.findVehicles(applicationId, mode, vins);
  const known = await Promise.all(
    cars.map(async (car) => (isKnown(await batteries.knownBattery(car)) ? [car.vin] : [])),
  );
  return known.flat();
};

const isKnown = (battery: Battery | undefined): boolean =>
  battery !== undefined && !(battery.isOpen && battery.capacity === null);

/**
 * Takes down what the owner has said of cars that are connected by now. The consent holds whatever becomes of it: what
 * gets lost here can be said again with the link of the nominal capacity.
 */
export const keepBatteryAnswers = async (
  { connections, batteries, log }: ConnectDeps,
  { id, flow: { request, account, batteries: asked } }: StoredSession,
): Promise<void> => {
  const answers = new Map(asked.map(({ vin, answer = null }) => [vin, answer]));
  const offered = new Map(account?.vehicles.map((car) => [car.vin, car.batteries ?? []]));
  const said = [...answers].flatMap(([vin, answer]) => (answer === null ? [] : [vin]));
  if (said.length === 0) return;
  try {
    for (const car of await connections.findVehicles(request.applicationId, request.mode, said)) {
      const answer = answers.get(car.vin) ?? null;
      if (answer === null) continue;
      await batteries.chooseOfferedBattery(car, answer, offered.get(car.vin) ?? []);
    }
  } catch (error) {
    log.error({ err: error, sessionId: id }, 'what an owner said of their battery was lost');
  }
};
