import Type from 'typebox';
import { EVERY_CAR } from '../vocabulary.js';
import { flag, measured, single, text, word } from './bodies.js';
import { signalGroup } from './row.js';

const climate = signalGroup('Climate', 'read_thermometer', EVERY_CAR);
const hvac = signalGroup('HVAC', 'read_climate', EVERY_CAR);
const transmission = signalGroup('Transmission', 'read_extended_vehicle_info', EVERY_CAR);

export const CLIMATE_SIGNALS = [
  climate('ExternalTemperature', {
    description: 'Temperature of the air around the car.',
    ...measured('temperature'),
    example: { unit: 'celsius', value: 22.5 },
  }),
  climate('InternalTemperature', {
    description: 'Temperature in the cabin.',
    ...measured('temperature'),
    example: { unit: 'celsius', value: 21.5 },
  }),
] as const;

export const HVAC_SIGNALS = [
  hvac('CabinTargetTemperature', {
    description: 'Temperature that the climate control is set to.',
    ...measured('temperature'),
    example: { unit: 'celsius', value: 21 },
  }),
  hvac('IsCabinHVACActive', {
    description: 'Whether the cabin is being heated or cooled.',
    body: flag,
    example: { value: false },
  }),
  hvac('IsFrontDefrosterActive', {
    description: 'Whether the windshield is being cleared.',
    body: flag,
    example: { value: false },
  }),
  hvac('IsRearDefrosterActive', {
    description: 'Whether the rear window is being cleared.',
    body: flag,
    example: { value: false },
  }),
  hvac('IsSteeringHeaterActive', {
    description: 'Whether the steering wheel is being heated.',
    body: flag,
    example: { value: false },
  }),
] as const;

export const TRANSMISSION_SIGNALS = [
  transmission('DriveMode', {
    description: "The driving program: one word for all makes, and the carmaker's own name for it.",
    body: Type.Object({ canonical: text, oemDisplayName: text }),
    example: { canonical: 'NORMAL', oemDisplayName: 'Comfort' },
  }),
  transmission('GearState', {
    description: 'The gear selector.',
    body: single(word('PARK', 'DRIVE', 'REVERSE', 'NEUTRAL')),
    example: { value: 'PARK' },
  }),
] as const;
