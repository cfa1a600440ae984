const WANTED_BYTES = 2_048;

const SIGNAL = {
  code: 'charge-ischarging',
  name: 'IsCharging',
  group: 'Charge',
  status: { value: 'SUCCESS' },
  body: { value: true },
  meta: { oemUpdatedAt: 1_700_000_000_000, retrievedAt: 1_700_000_000_000 },
};

/** What the outbox keeps of an event of 2 KB: an envelope with as many signals as fit, and when it was written. */
export const eventPayload = (eventId: string, webhookId: string, benchAt = Date.now()): string => {
  const envelope = {
    ...{ eventId, eventType: 'VEHICLE_STATE' },
    data: { triggers: [{ code: SIGNAL.code }], signals: [SIGNAL] },
    meta: { version: '4.0', webhookId, webhookName: 'Bench', mode: 'SIMULATED', benchAt },
  };
  const room = WANTED_BYTES - JSON.stringify(envelope).length;
  const more = Math.floor(room / (JSON.stringify(SIGNAL).length + 1));
  envelope.data.signals.push(...Array<typeof SIGNAL>(more).fill(SIGNAL));
  return JSON.stringify(envelope);
};
