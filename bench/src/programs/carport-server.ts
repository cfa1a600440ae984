import { answerCalls, startArgument } from './calls.js';
import { type CarportOptions, startCarport } from './carport.js';
import { connectCar, createApplication } from './connected-car.js';

/** Carport with one connected car. Tells what to ask for. */
const carport = await startCarport(startArgument<CarportOptions>());
const created = await createApplication(carport);
const car = await connectCar(carport, created, 'bev@example.com');
const applicationToken = await carport.platform.tokens.issueApplicationToken(
  created.application.id,
);

const vehicleV2 = `${carport.origin}/v2.0/vehicles/${car.vehicleId}`;
const signalsV3 = `${carport.origin}/v3/vehicles/${car.vehicleId}/signals`;
const owner = { authorization: `Bearer ${car.accessToken}` };
const application = {
  authorization: `Bearer ${applicationToken.accessToken}`,
  'sc-user-id': car.userId,
};

answerCalls(
  {
    battery: () => ({ url: `${vehicleV2}/battery`, headers: owner }),
    batch: (paths: readonly string[]) => ({
      ...{ url: `${vehicleV2}/batch`, method: 'POST' },
      headers: { ...owner, 'content-type': 'application/json' },
      body: JSON.stringify({ requests: paths.map((path) => ({ path })) }),
    }),
    signals: () => ({ url: signalsV3, headers: application }),
    signalsUnwrapped: () => ({ url: signalsV3, headers: owner }),
    refresh: async (owners: number) => {
      const cars = [];
      for (let owner = 0; owner < owners; owner += 1) {
        cars.push(await connectCar(carport, created, `owner-${owner}@example.com`));
      }
      return {
        url: `${carport.origin}/oauth/token`,
        clientId: created.application.id,
        clientSecret: created.credentials.clientSecret,
        refreshTokens: cars.map(({ refreshToken }) => refreshToken),
      };
    },
  },
  carport.close,
);
