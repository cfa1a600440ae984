import Type from 'typebox';
import { EVERY_CAR, WITH_ENGINE, WITH_PLUG } from '../vocabulary.js';
import type { SimulationEventRow } from './row.js';

const CORNERS = ['front-left', 'front-right', 'rear-left', 'rear-right'] as const;
/** Where something is on the car; the order is that of the signals: row by row from the left. */
export const CAR_CORNERS: readonly string[] = CORNERS;

const taking = <P extends Type.TProperties>(parameters: P) =>
  Type.Object(parameters, { additionalProperties: false });

const corner = (what: string) =>
  taking({
    position: Type.Optional(
      Type.Enum([...CORNERS], { description: `Which ${what}; front-left when absent.` }),
    ),
  });

const percentOf = (fallback: number, most: number) =>
  taking({
    percent: Type.Optional(
      Type.Number({
        minimum: 0,
        maximum: most,
        description: `What is left; ${fallback} when absent.`,
      }),
    ),
  });

const system = Type.String({
  maxLength: 60,
  description: 'A system of the Diagnostics group, for example `abs` or `tirepressure`.',
});

/** What happens to the car itself. */
export const CAR_EVENTS = [
  {
    id: 'charging-session',
    group: 'Charging',
    description:
      'A whole session at home: the cable goes in, charging starts, the state of charge rises in steps, charging completes at the limit, the cable comes out. A battery that is nearly full begins with less.',
    powertrains: WITH_PLUG,
  },
  {
    id: 'plugged-in',
    group: 'Charging',
    description: 'The cable goes in at home; charging waits until it is started.',
    powertrains: WITH_PLUG,
  },
  {
    id: 'unplugged',
    group: 'Charging',
    description: 'The cable comes out; charging ends.',
    powertrains: WITH_PLUG,
  },
  {
    id: 'charging-started',
    group: 'Charging',
    description: 'Charging starts; an unplugged car is plugged in, a full battery has less.',
    powertrains: WITH_PLUG,
  },
  {
    id: 'charging-stopped',
    group: 'Charging',
    description: 'Charging stops before the limit; the cable stays in.',
    powertrains: WITH_PLUG,
  },
  {
    id: 'charging-completed',
    group: 'Charging',
    description: 'Charging reaches the limit; the cable stays in.',
    powertrains: WITH_PLUG,
  },
  {
    id: 'low-battery',
    group: 'Charging',
    description: 'The traction battery is nearly empty, and nothing charges it.',
    powertrains: WITH_PLUG,
    parameters: percentOf(9, 100),
  },
  {
    id: 'low-fuel',
    group: 'Upkeep',
    description: 'The tank is nearly empty.',
    powertrains: WITH_ENGINE,
    parameters: percentOf(7, 100),
  },
  {
    id: 'low-12v-battery',
    group: 'Upkeep',
    description: 'The 12 V battery is weak until the car is next driven.',
    powertrains: EVERY_CAR,
    parameters: percentOf(31, 100),
  },
  {
    id: 'door-opened',
    group: 'Doors and windows',
    description: 'The car is unlocked and a door opens.',
    powertrains: EVERY_CAR,
    parameters: corner('door'),
  },
  {
    id: 'door-closed',
    group: 'Doors and windows',
    description: 'Every open door is shut.',
    powertrains: EVERY_CAR,
  },
  {
    id: 'window-opened',
    group: 'Doors and windows',
    description: 'A window opens.',
    powertrains: EVERY_CAR,
    parameters: corner('window'),
  },
  {
    id: 'window-closed',
    group: 'Doors and windows',
    description: 'Every open window is shut.',
    powertrains: EVERY_CAR,
  },
  {
    id: 'trunk-opened',
    group: 'Doors and windows',
    description: 'The trunk opens.',
    powertrains: EVERY_CAR,
  },
  {
    id: 'trunk-closed',
    group: 'Doors and windows',
    description: 'The trunk is shut.',
    powertrains: EVERY_CAR,
  },
  {
    id: 'front-trunk-opened',
    group: 'Doors and windows',
    description: 'The front trunk opens.',
    powertrains: ['BEV'],
  },
  {
    id: 'front-trunk-closed',
    group: 'Doors and windows',
    description: 'The front trunk is shut.',
    powertrains: ['BEV'],
  },
  {
    id: 'locked',
    group: 'Doors and windows',
    description: 'Whatever is open is shut, and the car is locked.',
    powertrains: EVERY_CAR,
  },
  {
    id: 'unlocked',
    group: 'Doors and windows',
    description: 'The car is unlocked.',
    powertrains: EVERY_CAR,
  },
  {
    id: 'trip',
    group: 'Driving',
    description:
      'The next drive of the owner’s plan: the owner gets in, is on the road, further on, and parked at the other end. Location, odometer, speed, energy and doors follow.',
    powertrains: EVERY_CAR,
  },
  {
    id: 'tire-pressure-low',
    group: 'Upkeep',
    description: 'A tire loses pressure, and the car warns of it.',
    powertrains: EVERY_CAR,
    parameters: taking({
      ...corner('tire').properties,
      kilopascals: Type.Optional(
        Type.Integer({ minimum: 0, maximum: 400, description: '160 when absent.' }),
      ),
    }),
  },
  {
    id: 'tire-pressure-restored',
    group: 'Upkeep',
    description: 'Every tire has its pressure again.',
    powertrains: EVERY_CAR,
  },
  {
    id: 'system-alert',
    group: 'Upkeep',
    description: 'A system of the car asks for attention.',
    powertrains: EVERY_CAR,
    parameters: taking({
      system,
      description: Type.Optional(Type.String({ maxLength: 200, description: 'In words.' })),
    }),
  },
  {
    id: 'system-restored',
    group: 'Upkeep',
    description: 'A system of the car is all right again.',
    powertrains: EVERY_CAR,
    parameters: taking({ system }),
  },
  {
    id: 'dtc-raised',
    group: 'Upkeep',
    description: 'The car stores a diagnostic trouble code.',
    powertrains: EVERY_CAR,
    parameters: taking({
      code: Type.Optional(
        Type.String({
          pattern: '^[PCBU][0-3][0-9A-F]{3}$',
          description: 'P0A80 when absent.',
        }),
      ),
    }),
  },
  {
    id: 'dtc-cleared',
    group: 'Upkeep',
    description: 'Every trouble code is cleared.',
    powertrains: EVERY_CAR,
  },
  {
    id: 'signal-set',
    group: 'Signals',
    description: 'One signal tells what is given, whatever the car does, until it is released.',
    powertrains: EVERY_CAR,
    parameters: taking({
      code: Type.String({ maxLength: 100, description: 'The signal’s code.' }),
      value: Type.Optional(
        Type.Unknown({ description: 'Takes the place of `value` in the present body.' }),
      ),
      body: Type.Optional(
        Type.Object(
          {},
          { additionalProperties: true, description: 'The whole body, in metric units.' },
        ),
      ),
    }),
  },
  {
    id: 'signal-released',
    group: 'Signals',
    description: 'A signal that was set tells again what the car does; all of them without a code.',
    powertrains: EVERY_CAR,
    parameters: taking({ code: Type.Optional(Type.String({ maxLength: 100 })) }),
  },
] as const satisfies readonly SimulationEventRow[];
