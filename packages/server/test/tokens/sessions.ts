import type { Application } from '../../src/applications/contract.js';
import type { TokenPair, TokenResult, Tokens } from '../../src/tokens/contract.js';
import {
  type ConsentChoices,
  consent,
  newApplication,
  REDIRECT_URI,
  type Services,
} from '../connections/house.js';

export const pairOf = (result: TokenResult<TokenPair>): TokenPair => {
  if (!result.ok) throw new Error(`${result.error}: ${result.description}`);
  return result.value;
};

export const exchange = (
  services: Services,
  applicationId: string,
  code: string,
  rest: { redirectUri?: string | undefined; codeVerifier?: string } = {},
): ReturnType<Tokens['exchangeCode']> =>
  services.tokens.exchangeCode({
    applicationId,
    code,
    redirectUri: 'redirectUri' in rest ? rest.redirectUri : REDIRECT_URI,
    codeVerifier: rest.codeVerifier,
  });

export interface Session extends TokenPair {
  readonly application: Application;
  readonly userId: string;
  readonly code: string;
}

/** An application with one consent, exchanged. */
export const openSession = async (
  services: Services,
  choices: ConsentChoices = {},
): Promise<Session> => {
  const { application } = await newApplication(services);
  return openSessionOf(services, application, choices);
};

export const openSessionOf = async (
  services: Services,
  application: Application,
  choices: ConsentChoices = {},
): Promise<Session> => {
  const { code, userId } = await services.connections.approve(application.id, consent(choices));
  const pair = pairOf(await exchange(services, application.id, code));
  return { application, userId, code, ...pair };
};

/** Whether the bearer is somebody. */
export const isAlive = async (services: Services, bearer: string): Promise<boolean> =>
  (await services.tokens.authenticate(bearer)) !== undefined;
