import type { ConsentRequest } from '../../src/connect/request.js';
import type { Account, VehicleSummary } from '../../src/connect/session.js';

/** A request as the authorize endpoint accepts it, with what a test changes about it. */
export const consentRequest = (changes: Partial<ConsentRequest> = {}): ConsentRequest => ({
  applicationId: '11111111-1111-4111-8111-111111111111',
  applicationName: 'Voltwise',
  redirectUri: 'https://app.example/callback',
  wantsCode: true,
  rawState: null,
  mode: 'simulated',
  permissions: [
    { name: 'read_vehicle_info', required: true },
    { name: 'read_odometer', required: false },
    { name: 'control_security', required: false },
  ],
  forceApproval: false,
  make: null,
  country: 'US',
  accent: null,
  language: 'en',
  singleSelect: false,
  singleSelectVin: null,
  codeChallenge: null,
  user: null,
  externalId: null,
  reauthenticates: null,
  ...changes,
});

export const vehicle = (index: number): VehicleSummary => ({
  vin: `VIN${String(index).padStart(14, '0')}`,
  make: 'FORD',
  model: 'Mustang Mach-E',
  year: 2023,
});

export const account = (cars: number): Account => ({
  adapter: 'fake',
  sealed: 'sealed',
  vehicles: Array.from({ length: cars }, (_, index) => vehicle(index)),
});
