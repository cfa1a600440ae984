import { findQuirk, regionOfCountry } from '@carport/catalog';
import { withSettings } from '../settings.js';
import { DAY } from '../time.js';
import type { Handler } from './scene.js';

/** Some makes take only so many charge commands until the car is driven again. */
export const throttled =
  (handler: Handler): Handler =>
  (scene) => {
    const { make } = scene.car.car;
    const quirk = findQuirk(make, 'charge-command-throttling');
    if (!quirk?.effect) return handler(scene);
    const given = scene.car.settings.chargeCommands ?? 0;
    if (given >= quirk.simulatedMost) return { refusal: quirk.effect.error };
    const outcome = handler(scene);
    if ('refusal' in outcome) return outcome;
    return { checkpoint: withSettings(outcome.checkpoint, { chargeCommands: given + 1 }) };
  };

/** Some services count the stops of the last weeks. */
export const counted =
  (handler: Handler): Handler =>
  (scene) => {
    const { make, country, circumstances } = scene.car.car;
    const quirk = findQuirk(make, 'energy-integration', regionOfCountry(country));
    if (!quirk?.effect?.tag || !circumstances?.includes(quirk.effect.tag)) return handler(scene);
    const { count, days } = quirk.mostStops;
    const { stops = [] } = scene.car.settings;
    const recent = stops.filter((stop) => stop > scene.at - days * DAY);
    if (recent.length >= count) return { refusal: { type: 'UPSTREAM', code: 'RATE_LIMIT' } };
    const outcome = handler(scene);
    if ('refusal' in outcome) return outcome;
    return { checkpoint: withSettings(outcome.checkpoint, { stops: [...recent, scene.at] }) };
  };
