import { findMake, findQuirk, hasPlug, quirksOf, regionOfCountry } from '@carport/catalog';
import {
  AdapterFailure,
  type ChallengeKind,
  type OemAuthorization,
  type OemLogin,
  type SecondStep,
} from '../contract.js';
import { failure } from './failing.js';
import { circumstancesOf } from './identity.js';

/** Whoever answers with nothing but noughts is wrong; everybody else is right. */
const WRONG = /^0*$/;

/** What a simulated carmaker asks for after the password, by the rows about its make. */
export const createSecondStep = (authorize: (login: OemLogin) => OemAuthorization): SecondStep => ({
  ask: async (login) => {
    const asks = asksOf(login, authorize);
    return asks.length === 0 ? null : { asks, state: JSON.stringify(keptOf(login, asks)) };
  },
  answer: async (state, answers) => {
    const { make: id, asks, ...kept }: Kept = JSON.parse(state);
    const make = findMake(id);
    if (!make || asks.some((kind) => WRONG.test(answers[kind] ?? ''))) {
      throw new AdapterFailure('CONNECTED_SERVICES_ACCOUNT', 'AUTHENTICATION_FAILED');
    }
    return authorize({ ...kept, make, password: '' });
  },
});

const asksOf = (
  login: OemLogin,
  authorize: (login: OemLogin) => OemAuthorization,
): readonly ChallengeKind[] => {
  const { make, country, permissions = [] } = login;
  const region = regionOfCountry(country.toUpperCase());
  const tags = circumstancesOf(login.username);
  const pin = findQuirk(make.id, 'pin-for', region);
  if (pin && permissions.includes(pin.permission)) {
    // Who cannot sign in at all is told so first, and who has no car with a plug has nothing to charge.
    const { vehicles } = authorize(login);
    if (!vehicles.some(({ powertrain }) => hasPlug(powertrain))) return [];
    const { effect } = pin;
    if (effect?.tag !== undefined && tags.includes(effect.tag)) throw failure(effect.error);
    return pin.secondFactor ? ['pin', 'code'] : ['pin'];
  }
  const hasSecondFactor = quirksOf(make.id, region).some(
    (quirk) => 'when' in quirk && tags.includes(quirk.when),
  );
  return hasSecondFactor ? ['code'] : [];
};

/** Everything of a sign-in but the password, which was right. */
type Kept = Omit<OemLogin, 'make' | 'password'> & {
  readonly make: string;
  readonly asks: readonly ChallengeKind[];
};

const keptOf = ({ make, password: _, ...login }: OemLogin, asks: Kept['asks']): Kept => ({
  ...login,
  make: make.id,
  asks,
});
