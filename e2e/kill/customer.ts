import { type Receiver, startReceiver } from '../../packages/server/test/support/receiver.js';
import { SMARTCAR_10 } from '../support/sdk.js';

export interface CustomerReceiver extends Pick<Receiver, 'url' | 'received' | 'close'> {
  /** From now on nothing is answered 500 any more. */
  recover(): void;
}

/** Every fifth event is answered 500, so that retries are always under way. */
const FAILS_EVERY = 5;

/** A webhook receiver that keeps the promises of the protocol, and is now and then out of order. */
export const startCustomerReceiver = async (
  managementToken: string,
  onEvent: () => void,
): Promise<CustomerReceiver> => {
  const receiver = await startReceiver();
  let isWell = false;
  let events = 0;
  receiver.otherwise((response, { body }) => {
    const challenge = body.data.challenge;
    if (challenge !== undefined) {
      const answer = { challenge: SMARTCAR_10.hashChallenge(managementToken, challenge) };
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(answer));
      return;
    }
    events += 1;
    // Told before it is answered: a kill now finds the delivery under way.
    onEvent();
    response.writeHead(!isWell && events % FAILS_EVERY === 0 ? 500 : 200).end();
  });
  const { url, received, close } = receiver;
  return {
    ...{ url, received, close },
    recover: () => {
      isWell = true;
    },
  };
};
