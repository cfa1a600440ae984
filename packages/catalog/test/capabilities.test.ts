import { describe, expect, test } from 'vitest';
import {
  CAPABLE,
  capabilityOf,
  commandCapabilityOf,
  commandRow,
  ENDPOINT_RULES,
  ENDPOINTS,
  type EndpointRow,
  findMake,
  findSignalRow,
  fuelFieldsOf,
  LIMITED_MAKES,
  MAKES,
  POWERTRAINS,
  type Powertrain,
  REGIONS,
  type Region,
  SIGNALS,
  signalCapabilityOf,
  V3_COMMANDS,
} from '../src/index.js';

const endpoint = (id: string): EndpointRow => {
  const row = ENDPOINTS.find((one) => one.id === id);
  if (!row) throw new Error(`There is no endpoint ${id}.`);
  return row;
};
const reasonFor = (make: string, powertrain: Powertrain, region: Region | null, id: string) =>
  capabilityOf(make, powertrain, region, endpoint(id)).reason;

const servedMakes = (region: Region, id: string): string[] =>
  MAKES.filter((make) => make.regions.includes(region))
    .map((make) => make.id)
    .filter((make) =>
      POWERTRAINS.some((powertrain) => reasonFor(make, powertrain, region, id) === null),
    );

describe('the rules', () => {
  const named = [...ENDPOINT_RULES, ...LIMITED_MAKES].flatMap((row) => row.endpoints);

  test('are about endpoints and makes that there are', () => {
    for (const id of named) expect(endpoint(id).id).toBe(id);
    for (const rule of ENDPOINT_RULES) {
      const makes = [...(rule.makes ?? []), ...Object.values(rule.makesIn ?? {}).flat()];
      for (const make of makes) expect(findMake(make), make).toBeDefined();
    }
    for (const { make } of LIMITED_MAKES) expect(findMake(make), make).toBeDefined();
  });

  test('explain themselves', () => {
    for (const { note } of [...ENDPOINT_RULES, ...LIMITED_MAKES])
      expect(note).toMatch(/^.{20,}\.$/);
  });
});

describe('an endpoint', () => {
  test('that the car has nothing for is the car’s own limit, whatever the make', () => {
    for (const make of MAKES) {
      expect(reasonFor(make.id, 'ICE', null, 'battery')).toBe('VEHICLE_NOT_CAPABLE');
      expect(reasonFor(make.id, 'BEV', null, 'fuel')).toBe('VEHICLE_NOT_CAPABLE');
      expect(reasonFor(make.id, 'BEV', null, 'engine-oil')).toBe('VEHICLE_NOT_CAPABLE');
    }
  });

  test('answers with one of three', () => {
    for (const make of MAKES) {
      for (const region of make.regions) {
        for (const powertrain of POWERTRAINS) {
          for (const row of ENDPOINTS) {
            const { capable, reason } = capabilityOf(make.id, powertrain, region, row);
            expect(capable).toBe(reason === null);
            if (!row.powertrains.includes(powertrain)) expect(reason).toBe('VEHICLE_NOT_CAPABLE');
            else expect(reason).not.toBe('VEHICLE_NOT_CAPABLE');
          }
        }
      }
    }
  });

  test('make and model and VIN are there for everybody', () => {
    for (const make of MAKES) {
      for (const region of make.regions) {
        expect(capabilityOf(make.id, 'ICE', region, endpoint('vin'))).toBe(CAPABLE);
        expect(capabilityOf(make.id, 'BEV', region, endpoint('attributes'))).toBe(CAPABLE);
      }
    }
  });

  test('trouble codes come from GM alone', () => {
    expect(servedMakes('US', 'dtcs')).toEqual(['BUICK', 'CADILLAC', 'CHEVROLET', 'GMC']);
    expect(servedMakes('EUROPE', 'dtcs')).toEqual([]);
    expect(reasonFor('TOYOTA', 'ICE', 'US', 'dtcs')).toBe('SMARTCAR_NOT_CAPABLE');
  });

  test('system status comes from GM and Fiat Chrysler', () => {
    expect(servedMakes('US', 'system-status')).toEqual(
      'ALFA_ROMEO BUICK CADILLAC CHEVROLET CHRYSLER DODGE FIAT GMC JEEP RAM'.split(' '),
    );
    expect(servedMakes('EUROPE', 'system-status')).toEqual(['ALFA_ROMEO', 'FIAT']);
  });

  test('service history is kept by few, by Volkswagen in the United States', () => {
    expect(servedMakes('US', 'service-history')).toEqual(
      'FORD LEXUS LINCOLN MAZDA TOYOTA VOLKSWAGEN'.split(' '),
    );
    expect(servedMakes('EUROPE', 'service-history')).toEqual(['FORD', 'MAZDA']);
    expect(reasonFor('VOLKSWAGEN', 'ICE', 'EUROPE', 'service-history')).toBe(
      'SMARTCAR_NOT_CAPABLE',
    );
  });

  test('without a region any of the make’s regions will do', () => {
    expect(reasonFor('VOLKSWAGEN', 'ICE', null, 'service-history')).toBeNull();
    expect(reasonFor('DACIA', 'ICE', null, 'fuel')).toBe('SMARTCAR_NOT_CAPABLE');
  });

  test('nominal capacity is for the United States and Europe, capacity for Canada too', () => {
    const capable = (region: Region, id: string) => reasonFor('TESLA', 'BEV', region, id) === null;
    expect(REGIONS.filter((region) => capable(region, 'battery-nominal-capacity'))).toEqual([
      'US',
      'EUROPE',
    ]);
    expect(REGIONS.filter((region) => capable(region, 'battery-capacity'))).toEqual(REGIONS);
  });

  test('fuel is told by all in America and by nineteen makes in Europe', () => {
    expect(servedMakes('EUROPE', 'fuel')).toEqual(
      (
        'AUDI BMW CITROEN DS FORD HYUNDAI JAGUAR KIA LAND_ROVER MAZDA MERCEDES_BENZ MINI OPEL ' +
        'PEUGEOT RENAULT SKODA VAUXHALL VOLKSWAGEN VOLVO'
      ).split(' '),
    );
    expect(reasonFor('NISSAN', 'ICE', 'US', 'fuel')).toBeNull();
    expect(reasonFor('NISSAN', 'ICE', 'EUROPE', 'fuel')).toBe('SMARTCAR_NOT_CAPABLE');
  });

  test('MG and Dacia are served with a few things', () => {
    expect(reasonFor('MG', 'BEV', 'EUROPE', 'tires-pressure')).toBeNull();
    expect(reasonFor('MG', 'BEV', 'EUROPE', 'location')).toBe('SMARTCAR_NOT_CAPABLE');
    expect(reasonFor('DACIA', 'BEV', 'EUROPE', 'location')).toBeNull();
    expect(reasonFor('DACIA', 'BEV', 'EUROPE', 'odometer')).toBe('SMARTCAR_NOT_CAPABLE');
  });

  test('of one make is for that make', () => {
    const row = { id: 'tesla-compass', makes: ['tesla'], powertrains: POWERTRAINS };
    expect(capabilityOf('TESLA', 'BEV', 'US', row)).toBe(CAPABLE);
    expect(capabilityOf('FORD', 'BEV', 'US', row).reason).toBe('SMARTCAR_NOT_CAPABLE');
    const german = { ...row, makes: ['mercedes_benz'] };
    expect(capabilityOf('MERCEDES_BENZ', 'ICE', 'EUROPE', german)).toBe(CAPABLE);
  });

  test('of a make that nobody knows is not served', () => {
    expect(reasonFor('TRABANT', 'ICE', null, 'odometer')).toBe('SMARTCAR_NOT_CAPABLE');
  });
});

test.each([
  ['AUDI', ['range', 'percentRemaining']],
  ['PEUGEOT', ['range', 'amountRemaining']],
  ['VOLVO', ['amountRemaining', 'percentRemaining', 'range']],
  ['CUPRA', []],
])('%s tells of its fuel in Europe: %j', (make, fields) => {
  expect(fuelFieldsOf(make, 'EUROPE')).toEqual(fields);
  expect(fuelFieldsOf(make, 'US')).toHaveLength(3);
});

describe('signals', () => {
  const reason = (make: string, powertrain: Powertrain, region: Region, code: string) => {
    const row = findSignalRow(code);
    if (!row) throw new Error(`There is no signal ${code}.`);
    return signalCapabilityOf(make, powertrain, region, row).reason;
  };

  test('that the powertrain does not have are the car’s own limit', () => {
    for (const row of SIGNALS) {
      for (const powertrain of POWERTRAINS) {
        if (row.powertrains.includes(powertrain)) continue;
        expect(signalCapabilityOf('TESLA', powertrain, 'US', row).reason).toBe(
          'VEHICLE_NOT_CAPABLE',
        );
      }
    }
  });

  test.each([
    ['GMC', 'US', 'diagnostics-dtccount', null],
    ['GMC', 'US', 'diagnostics-dtclist', null],
    ['FORD', 'US', 'diagnostics-dtccount', 'SMARTCAR_NOT_CAPABLE'],
    ['JEEP', 'US', 'diagnostics-airbag', null],
    ['TOYOTA', 'US', 'diagnostics-airbag', 'SMARTCAR_NOT_CAPABLE'],
    ['TOYOTA', 'US', 'service-records', null],
    ['AUDI', 'EUROPE', 'internalcombustionengine-fuellevel', null],
    ['AUDI', 'EUROPE', 'internalcombustionengine-amountremaining', 'SMARTCAR_NOT_CAPABLE'],
    ['AUDI', 'US', 'internalcombustionengine-amountremaining', null],
    ['MG', 'EUROPE', 'odometer-traveleddistance', null],
    ['MG', 'EUROPE', 'location-preciselocation', 'SMARTCAR_NOT_CAPABLE'],
    ['MG', 'EUROPE', 'motion-currentspeed', 'SMARTCAR_NOT_CAPABLE'],
    ['FORD', 'EUROPE', 'motion-currentspeed', null],
    ['MG', 'EUROPE', 'vehicleidentification-vin', null],
  ] as const)('%s in %s, %s: %s', (make, region, code, expected) => {
    expect(reason(make, 'PHEV', region, code)).toBe(expected);
  });

  test('of some makes are theirs alone', () => {
    const row = { code: 'alerts-recent', powertrains: POWERTRAINS, makes: ['TESLA'] };
    expect(signalCapabilityOf('TESLA', 'BEV', 'US', row)).toBe(CAPABLE);
    expect(signalCapabilityOf('FORD', 'BEV', 'US', row).reason).toBe('SMARTCAR_NOT_CAPABLE');
  });

  test('charging is told with the charging status', () => {
    expect(reason('DACIA', 'BEV', 'EUROPE', 'charge-ischarging')).toBeNull();
    expect(reason('MG', 'BEV', 'EUROPE', 'charge-ischarging')).toBe('SMARTCAR_NOT_CAPABLE');
  });
});

describe('commands', () => {
  const reason = (
    make: string,
    powertrain: Powertrain,
    region: Region,
    id: 'charge-stop' | 'security-lock',
  ) => commandCapabilityOf(make, powertrain, region, commandRow(id)).reason;

  test('for a plug need one', () => {
    expect(reason('FORD', 'ICE', 'US', 'charge-stop')).toBe('VEHICLE_NOT_CAPABLE');
    expect(reason('FORD', 'BEV', 'US', 'charge-stop')).toBeNull();
    expect(reason('FORD', 'ICE', 'US', 'security-lock')).toBeNull();
  });

  test('follow the endpoints that send them', () => {
    expect(reason('DACIA', 'BEV', 'EUROPE', 'charge-stop')).toBeNull();
    expect(reason('MG', 'BEV', 'EUROPE', 'charge-stop')).toBe('SMARTCAR_NOT_CAPABLE');
    expect(reason('MG', 'BEV', 'EUROPE', 'security-lock')).toBeNull();
    expect(reason('DACIA', 'BEV', 'EUROPE', 'security-lock')).toBe('SMARTCAR_NOT_CAPABLE');
  });

  test('a Nissan in the United States does not stop charging', () => {
    expect(reason('NISSAN', 'BEV', 'US', 'charge-stop')).toBe('SMARTCAR_NOT_CAPABLE');
    expect(reason('NISSAN', 'BEV', 'EUROPE', 'charge-stop')).toBeNull();
    expect(commandCapabilityOf('NISSAN', 'BEV', 'US', commandRow('charge-start'))).toBe(CAPABLE);
  });

  test('all work on a Tesla', () => {
    for (const row of V3_COMMANDS)
      expect(commandCapabilityOf('TESLA', 'BEV', 'US', row)).toBe(CAPABLE);
  });
});
