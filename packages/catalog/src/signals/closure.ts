import Type from 'typebox';
import { EVERY_CAR, WITH_ENGINE } from '../vocabulary.js';
import { flag, grid, position, yesNo } from './bodies.js';
import { signalGroup } from './row.js';

const closure = signalGroup('Closure', 'read_security', EVERY_CAR);

const opening = Type.Object({ isOpen: yesNo });
const lockableOpening = Type.Object({ isOpen: yesNo, isLocked: yesNo });

export const CLOSURE_SIGNALS = [
  closure('Doors', {
    description: 'Each door, open or shut, locked or not. Row 0 is the front, column 0 the left.',
    body: Type.Object({
      values: Type.Array(Type.Object({ ...position, isOpen: yesNo, isLocked: yesNo })),
      ...grid,
    }),
    example: {
      values: [
        { row: 0, column: 0, isOpen: false, isLocked: true },
        { row: 0, column: 1, isOpen: false, isLocked: true },
      ],
      rowCount: 2,
      columnCount: 2,
    },
  }),
  closure('EngineCover', {
    description: 'The hood over the engine.',
    powertrains: WITH_ENGINE,
    body: opening,
    example: { isOpen: false },
  }),
  closure('FrontTrunk', {
    description: 'The luggage space under the hood.',
    powertrains: ['BEV'],
    body: lockableOpening,
    example: { isOpen: false, isLocked: true },
  }),
  closure('IsLocked', {
    description: 'Whether the car as a whole is locked.',
    body: flag,
    example: { value: true },
  }),
  closure('RearTrunk', {
    description: 'The trunk.',
    body: lockableOpening,
    example: { isOpen: false, isLocked: true },
  }),
  closure('Sunroof', {
    description: 'The sunroof; null when the car has none or does not tell.',
    body: opening,
    example: { isOpen: null },
  }),
  closure('Tailgate', {
    description: 'The tailgate of an estate, a hatchback or a pickup.',
    body: lockableOpening,
    example: { isOpen: false, isLocked: true },
  }),
  closure('Windows', {
    description: 'Each window, open or shut. Row 0 is the front, column 0 the left.',
    body: Type.Object({
      values: Type.Array(Type.Object({ ...position, isOpen: yesNo })),
      ...grid,
    }),
    example: {
      values: [
        { row: 0, column: 0, isOpen: false },
        { row: 0, column: 1, isOpen: false },
      ],
      rowCount: 2,
      columnCount: 2,
    },
  }),
] as const;
