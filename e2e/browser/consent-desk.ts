import { PERMISSIONS } from '@carport/catalog';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import type { ApplicationCredentials } from '../../packages/server/src/applications/contract.js';
import { type Carport, startCarport } from '../support/carport.js';
import { type CallbackApp, startCallbackApp } from './callback-app.js';

/** A server that listens, an application on it, and the app behind its redirect URI. */
export interface ConsentDesk {
  readonly carport: Carport;
  readonly app: CallbackApp;
  readonly credentials: ApplicationCredentials;
  /** An authorize URL; every parameter can be changed, and left out with the empty text. */
  authorizeUrl(changes?: Readonly<Record<string, string>>): string;
  /** The address that the page came back to the app at. */
  comeBack(page: Page): Promise<URL>;
  /** Exchanges a code as the app would. */
  exchange(code: string | null): Promise<ExchangedTokens>;
}

export interface ExchangedTokens {
  readonly status: number;
  readonly accessToken: string;
}

export const APP_NAME = 'Voltwise';

const openConsentDesk = async (): Promise<ConsentDesk> => {
  const [carport, app] = await Promise.all([startCarport(), startCallbackApp()]);
  const { credentials } = await carport.platform.applications.create({
    name: APP_NAME,
    redirectUris: [app.redirectUri],
    defaultPermissions: PERMISSIONS.map(({ name }) => name),
  });
  return {
    ...{ carport, app, credentials },
    authorizeUrl: (changes = {}) => {
      const parameters = {
        response_type: 'code',
        client_id: credentials.clientId,
        redirect_uri: app.redirectUri,
        mode: 'test',
        scope: 'required:read_vehicle_info read_odometer control_security',
        ...changes,
      };
      const given = Object.entries(parameters).filter(([, value]) => value !== '');
      return `${carport.origin}/oauth/authorize?${new URLSearchParams(given)}`;
    },
    comeBack: async (page) => {
      await page.waitForURL((url) => url.href.startsWith(app.redirectUri));
      return new URL(page.url());
    },
    exchange: async (code) => {
      const { clientId, clientSecret } = credentials;
      const response = await fetch(`${carport.origin}/oauth/token`, {
        method: 'POST',
        headers: { authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}` },
        body: new URLSearchParams({
          grant_type: 'authorization_code',
          code: code ?? '',
          redirect_uri: app.redirectUri,
        }),
      });
      const answer = (await response.json()) as { access_token?: string };
      return { status: response.status, accessToken: answer.access_token ?? '' };
    },
  };
};

/** One desk for the file. */
export const useConsentDesk = (): (() => ConsentDesk) => {
  let desk: ConsentDesk | undefined;
  beforeAll(async () => {
    desk = await openConsentDesk();
  });
  afterAll(async () => {
    await desk?.app.close();
    await desk?.carport.close();
  });
  return () => {
    if (!desk) throw new Error('the desk is not open yet');
    return desk;
  };
};

/** What the app can do with the tokens that an owner's return led to. */
export const grantedTo = async (
  desk: ConsentDesk,
  back: URL,
): Promise<{ vehicles: string[]; permissions: string[] }> => {
  const { status, accessToken } = await desk.exchange(back.searchParams.get('code'));
  expect(status).toBe(200);
  const get = async <T>(path: string): Promise<T> => {
    const response = await fetch(`${desk.carport.origin}/v2.0/${path}`, {
      headers: { authorization: `Bearer ${accessToken}` },
    });
    expect(response.status, path).toBe(200);
    return (await response.json()) as T;
  };
  const { vehicles } = await get<{ vehicles: string[] }>('vehicles?limit=50');
  const { permissions } = await get<{ permissions: string[] }>(
    `vehicles/${vehicles[0]}/permissions`,
  );
  return { vehicles, permissions };
};
