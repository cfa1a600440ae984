import { DAY, HOUR } from '../time.js';
import type { Producers } from './view.js';

const PAST = [
  { name: 'UI_a006_DoorOpen', text: 'A door was left open', hours: 9 },
  { name: 'CP_a043_StationPowerLost', text: 'Charging ended: the station lost power', hours: 20 },
] as const;

/** What the car had to say before its story began; the odd car had nothing. */
export const ALERTS: Producers<'alerts'> = {
  'alerts-recent': ({ profile, startedAt, timestamp }) => ({
    values: PAST.filter((_, index) => profile.chance('alert', index) < 0.8).map(
      ({ name, text, hours }, index) => ({
        name,
        time: timestamp(startedAt - index * DAY - hours * HOUR),
        audience: ['customer'],
        text,
      }),
    ),
  }),
};
