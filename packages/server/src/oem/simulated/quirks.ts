import {
  type CommandRow,
  commandRow,
  quirksInForce,
  type RefusingQuirk,
  refusesCommand,
  refusesReading,
  refusesSignal,
  type SignalCode,
  signalRow,
} from '@carport/catalog';
import { type CarState as Observed, observe } from '@carport/simulator';
import type { SignalEntry } from '../../signals/report.js';
import type { CommandCall } from '../contract.js';
import type { Present } from './car-state.js';
import { failure } from './failing.js';
import type { CarReference } from './reference.js';

const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;
const METERS_IN_KILOMETER = 1000;

/** What the carmaker answers such a car's owner with, by the rows about its make. Throws for a whole request. */
export const refuseByQuirks = (
  reference: CarReference,
  present: Present,
  call: CommandCall | null,
): void => {
  const command: CommandRow | null = call && commandRow(call.id);
  const seen = observe(present.checkpoint, present.at);
  for (const quirk of quirksInForce(reference.car)) {
    const { error, on } = quirk.effect;
    const concerned = command ? refusesCommand(on, command) : refusesReading(on);
    if (concerned && holds(quirk, reference, present, seen)) throw failure(error);
    if (quirk.kind === 'energy-integration') refuseOutside(quirk, seen, command);
  }
};

/** Single signals that the carmaker keeps back, as it says why. */
export const withheldByQuirks = (
  { car }: CarReference,
  entries: readonly SignalEntry[],
): readonly SignalEntry[] => {
  const quirks = quirksInForce(car);
  if (quirks.length === 0) return entries;
  return entries.map((entry) => {
    const { code } = entry;
    const quirk = quirks.find((candidate) => keepsBack(candidate, code));
    return quirk ? { code, error: quirk.effect.error } : entry;
  });
};

const keepsBack = (quirk: RefusingQuirk, code: SignalCode): boolean =>
  quirk.kind === 'energy-integration'
    ? !quirk.signals.includes(code)
    : refusesSignal(quirk.effect.on, { ...signalRow(code), code });

/** Whether it is so at the moment; quirks that somebody else sees to never hold here. */
const holds = (
  quirk: RefusingQuirk,
  { signedInAt = 0 }: CarReference,
  { at }: Present,
  seen: Observed,
): boolean => {
  switch (quirk.kind) {
    case 'reauthorization-every':
      return at - signedInAt >= quirk.days * DAY;
    case 'remote-access-delay':
      return at - signedInAt < quirk.hours * HOUR;
    case 'deep-sleep':
      return seen.activity === 'parked' && seen.idleHours * HOUR >= quirk.afterDays * DAY;
    case 'no-data-with-ignition-on':
      return seen.activity === 'driving';
    case 'energy-integration':
      return false;
    default:
      return quirk.effect.tag !== undefined;
  }
};

type EnergyService = Extract<RefusingQuirk, { kind: 'energy-integration' }>;

/** The service knows some commands, and the car only around the address that the owner has agreed to: home. */
const refuseOutside = (
  { geofenceMeters, commands, effect }: EnergyService,
  seen: Observed,
  command: CommandRow | null,
): void => {
  if (command && !commands.some((id) => id === command.id)) throw failure(effect.error);
  if (seen.kmFromHome * METERS_IN_KILOMETER > geofenceMeters) {
    throw failure({ type: 'VEHICLE_STATE', code: 'UNREACHABLE' });
  }
};
