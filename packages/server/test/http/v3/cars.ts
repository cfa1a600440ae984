import type { LightMyRequestResponse } from 'fastify';
import { expect } from 'vitest';
import {
  type ConnectOptions,
  connectCar,
  createTestApplication,
  type TestConnection,
  type TestPlatform,
} from '../../support/platform.js';

/** A connected car, and how an application with its own token talks to it. */
export interface V3Car {
  readonly connection: TestConnection;
  readonly id: string;
  readonly token: string;
  call(
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    options?: { readonly body?: object; readonly headers?: Readonly<Record<string, string>> },
  ): Promise<LightMyRequestResponse>;
  /** The error of a refused request, with its HTTP status. */
  refusal(
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    body?: object,
  ): Promise<Readonly<Record<string, unknown>>>;
}

export const connectV3Car = async (
  platform: TestPlatform,
  options: ConnectOptions = {},
): Promise<V3Car> => {
  const application = await createTestApplication(platform);
  const connection = await connectCar(platform, application, options);
  const issued = await platform.platform.tokens.issueApplicationToken(application.application.id);
  const [id = ''] = connection.vehicleIds;
  const token = issued.accessToken;
  const call: V3Car['call'] = async (method, path, { body, headers } = {}) =>
    platform.app.inject({
      method,
      url: `/v3/vehicles/${id}${path}`,
      headers: {
        authorization: `Bearer ${token}`,
        'sc-user-id': connection.userId,
        ...headers,
      },
      ...(body && { payload: body }),
    });
  return {
    ...{ connection, id, token, call },
    refusal: async (method, path, body) => {
      const response = await call(method, path, body && { body });
      const { errors } = response.json();
      expect(errors[0].status).toBe(String(response.statusCode));
      return errors[0];
    },
  };
};
