import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, type App, tokensIn } from './app.js';
import { type Consent, type Family, type Ledger, newest } from './ledger.js';

/** What a kill can come right after. */
export type Moment = 'consent' | 'exchange' | 'refresh' | 'command' | 'delivery';

export interface Load {
  readonly app: App;
  readonly ledger: Ledger;
  /** Called at every acknowledgement, before anything else happens. */
  readonly happened: (moment: Moment) => void;
  /** From then on an unanswered request is nobody's fault. */
  readonly isOver: () => boolean;
}

const PAUSE_MS = 20;
const CONSENT_WORKERS = 3;
const REFRESH_WORKERS = 3;
const COMMAND_WORKERS = 3;
/** In one round, so that a webhook's whole story fits on one page; commands of each worker. */
const MOST_CONSENTS = 10;
const MOST_COMMANDS = 8;

/** Owners consent, apps exchange and refresh, cars are locked and unlocked, all at once and until the end. */
export const putUnderLoad = async (load: Load): Promise<void> => {
  const times = (count: number, work: (index: number) => Promise<void>) =>
    Array.from({ length: count }, (_, index) => untilOver(load, () => work(index)));
  let consents = 0;
  await Promise.all([
    ...times(CONSENT_WORKERS, async () => {
      while (!load.isOver() && consents < MOST_CONSENTS) {
        consents += 1;
        await newOwner(load);
      }
    }),
    ...times(REFRESH_WORKERS, async () => {
      while (!load.isOver()) {
        await refreshSomeFamily(load);
        await sleep(PAUSE_MS);
      }
    }),
    ...times(COMMAND_WORKERS, async (index) => {
      for (let count = 0; !load.isOver() && count < MOST_COMMANDS; count += 1) {
        await turnTheLock(load, index);
      }
    }),
  ]);
};

/** A server that was killed leaves requests without an answer. */
const untilOver = async ({ isOver }: Load, work: () => Promise<void>): Promise<void> => {
  try {
    await work();
  } catch (error) {
    if (!isOver()) throw error;
  }
};

const newOwner = async (load: Load): Promise<void> => {
  const { app, ledger, happened } = load;
  const consent: Consent = {
    ...(await app.consent(`bev-${crypto.randomUUID()}@example.com`)),
    exchange: 'not sent',
  };
  ledger.consents.push(consent);
  happened('consent');
  if (load.isOver()) return;
  await exchange(load, consent);
};

export const exchange = async (
  { app, ledger, happened }: Pick<Load, 'app' | 'ledger' | 'happened'>,
  consent: Consent,
): Promise<void> => {
  consent.exchange = 'sent';
  const { accessToken, refreshToken } = tokensIn(expectOk(await app.exchange(consent.code)));
  consent.exchange = 'answered';
  const family: Family = {
    userId: consent.userId,
    accessTokens: [accessToken],
    refreshTokens: [refreshToken],
    ...{ busy: false, verified: 0 },
  };
  ledger.families.push(family);
  happened('exchange');
};

const refreshSomeFamily = async ({ app, ledger, happened }: Load): Promise<void> => {
  // The shortest chain first: all of them grow.
  const [family] = ledger.families
    .filter(({ busy }) => !busy)
    .sort((one, other) => one.refreshTokens.length - other.refreshTokens.length);
  if (!family) return;
  family.busy = true;
  try {
    const { accessToken, refreshToken } = tokensIn(
      expectOk(await app.refresh(newest(family.refreshTokens))),
    );
    family.accessTokens.push(accessToken);
    family.refreshTokens.push(refreshToken);
    happened('refresh');
  } finally {
    family.busy = false;
  }
};

const turnTheLock = async ({ app, ledger, happened }: Load, index: number): Promise<void> => {
  const car = ledger.cars[index];
  if (!car) return;
  car.unanswered = true;
  expectOk(await app.setLock(car.vehicleId, newest(car.family.accessTokens), !car.locked));
  car.unanswered = false;
  car.locked = !car.locked;
  car.turns += 1;
  happened('command');
};

export const expectOk = (answer: Answer): Answer => {
  if (answer.status === 200) return answer;
  throw new Error(`answered ${answer.status}: ${JSON.stringify(answer.body)}`);
};
