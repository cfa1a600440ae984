import type { Management } from '../carport/management.js';

export type WebhookStatus =
  | { readonly state: 'waiting'; readonly reason: string }
  | { readonly state: 'listening' };

export interface Registration {
  status(): WebhookStatus;
  stop(): void;
}

const NAME = 'Demo app';

const TRIGGERS = [
  'tractionbattery-stateofcharge',
  'charge-ischarging',
  'charge-ischargingcableconnected',
  'closure-islocked',
  'location-preciselocation',
  'odometer-traveleddistance',
  'internalcombustionengine-fuellevel',
];

const SIGNALS = [
  ...TRIGGERS,
  'tractionbattery-range',
  'internalcombustionengine-range',
  'charge-detailedchargingstatus',
];

/** Finds or makes this app's webhook and has it verified, as a setup script would. */
export const ensureWebhook = async (management: Management, callbackUri: string): Promise<void> => {
  const webhooks = await management.listWebhooks();
  const ours = webhooks.filter((webhook) => webhook.name === NAME);
  const here = ours.find((webhook) => webhook.callbackUri === callbackUri);
  const known = here ?? ours[0];
  if (known !== undefined && here === undefined) {
    // The app moved to another port: its webhook moves along.
    await management.moveWebhook(known.id, callbackUri);
  }
  const id =
    known?.id ??
    (await management.createWebhook({
      name: NAME,
      callbackUri,
      triggers: TRIGGERS,
      data: SIGNALS,
      autoSubscribe: true,
      isEnabled: true,
    }));
  await management.verifyWebhook(id);
};

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 15_000;

/** Keeps trying, ever more slowly: this app may well be up before the platform is. */
export const registerWebhook = (
  attempt: () => Promise<void>,
  log: (line: string) => void,
): Registration => {
  let status: WebhookStatus = { state: 'waiting', reason: 'not registered yet' };
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;

  const tryOnce = async (pause: number): Promise<void> => {
    try {
      await attempt();
      status = { state: 'listening' };
      if (!stopped) log('webhook registered and verified');
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const isNews = status.state === 'listening' || status.reason !== reason;
      status = { state: 'waiting', reason };
      if (stopped) return;
      if (isNews) log(`webhook not registered yet: ${reason}`);
      timer = setTimeout(() => void tryOnce(Math.min(pause * 2, LONGEST_PAUSE)), pause);
    }
  };
  void tryOnce(FIRST_PAUSE);

  return {
    status: () => status,
    stop: () => {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
    },
  };
};
