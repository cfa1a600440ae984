import { MOMENT, type OperationExamples, USER_ID, VEHICLE_ID, WEBHOOK_ID } from './example.js';

const SUCCESS = { status: 'success' };

/** Operations of v2.0 that are no rows of the catalogue; the rows bring their own examples. */
export const V2_EXAMPLES: OperationExamples = {
  getUser: { answer: { id: USER_ID } },
  listVehicles: { answer: { vehicles: [VEHICLE_ID], paging: { count: 1, offset: 0 } } },
  listPermissions: {
    answer: { permissions: ['read_vin', 'read_odometer'], paging: { count: 2, offset: 0 } },
  },
  disconnectVehicle: { answer: SUCCESS },
  subscribeVehicle: { answer: { vehicleId: VEHICLE_ID, webhookId: WEBHOOK_ID } },
  unsubscribeVehicle: { answer: SUCCESS },
  batch: {
    request: { requests: [{ path: '/odometer' }, { path: '/tesla/speedometer' }] },
    answer: {
      responses: [
        {
          path: '/odometer',
          code: 200,
          body: { distance: 37829 },
          headers: {
            'sc-unit-system': 'metric',
            'sc-data-age': MOMENT,
            'sc-fetched-at': MOMENT,
          },
        },
        {
          path: '/tesla/speedometer',
          code: 200,
          body: { speed: 84.3 },
          headers: { 'sc-unit-system': 'metric' },
        },
      ],
    },
  },
  listConnections: {
    answer: {
      connections: [{ vehicleId: VEHICLE_ID, userId: USER_ID, connectedAt: MOMENT, mode: 'live' }],
      paging: { cursor: null },
    },
  },
  deleteConnections: { answer: { connections: [{ userId: USER_ID, vehicleId: VEHICLE_ID }] } },
};
