import { describe, expect, it } from 'vitest';
import { signalLabel, signalValue } from '../../src/webhooks/describe.js';

describe('signals in words', () => {
  it.each([
    ['tractionbattery-stateofcharge', { unit: 'percent', value: 53.54 }, '53.5 %'],
    ['odometer-traveleddistance', { unit: 'km', value: 104_325.54 }, '104,325.5 km'],
    ['odometer-traveleddistance', { unit: 'kilometers', value: 7 }, '7 km'],
    ['internalcombustionengine-amountremaining', { unit: 'liters', value: 40 }, '40 l'],
    ['charge-ischarging', { value: true }, 'started'],
    ['charge-ischarging', { value: false }, 'stopped'],
    ['charge-ischargingcableconnected', { value: false }, 'unplugged'],
    ['closure-islocked', { value: true }, 'locked'],
    ['connectivitystatus-isonline', { value: true }, 'yes'],
    ['charge-detailedchargingstatus', { value: 'FULLY_CHARGED' }, 'Fully charged'],
    [
      'location-preciselocation',
      { latitude: 40.01764, longitude: -105.25344, heading: 225 },
      '40.0176, -105.2534 SW',
    ],
    ['location-preciselocation', { latitude: 1, longitude: 2 }, '1.0000, 2.0000'],
    ['wheel-tires', { values: [] }, ''],
    ['closure-islocked', {}, ''],
    ['tractionbattery-stateofcharge', { value: null }, ''],
  ])('%s %j reads “%s”', (code, body, text) => {
    expect(signalValue({ code, body })).toBe(text);
  });

  it.each([
    ['closure-islocked', 'IsLocked', 'Locks'],
    ['FIRST_DELIVERY', 'FIRST_DELIVERY', 'First delivery'],
    ['hvac-iscabinhvacactive', 'CabinTargetTemperature', 'Cabin target temperature'],
    ['a-b', 'a-b', 'A b'],
  ])('%s is called “%s”', (code, name, label) => {
    expect(signalLabel(code, name)).toBe(label);
  });
});
