import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseEvent } from '../../src/webhooks/event.js';

const LOCK_SIGNAL = {
  code: 'closure-islocked',
  name: 'IsLocked',
  group: 'Closure',
  body: { value: false },
  status: { value: 'SUCCESS' },
  meta: { retrievedAt: 1 },
};

const stateEvent = (data: object): string =>
  JSON.stringify({
    eventId: 'e1',
    eventType: 'VEHICLE_STATE',
    vehicleId: 'v1',
    data,
    meta: { version: '4.0' },
  });

describe('an event', () => {
  it('tells what triggered it, and every signal', () => {
    const event = parseEvent(
      stateEvent({
        triggers: [{ code: 'closure-islocked', name: 'IsLocked', group: 'Closure' }],
        signals: [LOCK_SIGNAL],
      }),
    );
    expect(event).toEqual({
      eventId: 'e1',
      eventType: 'VEHICLE_STATE',
      vehicleId: 'v1',
      challenge: null,
      triggers: [{ code: 'closure-islocked', name: 'IsLocked' }],
      signals: [{ code: 'closure-islocked', name: 'IsLocked', body: { value: false } }],
      errors: [],
    });
  });

  it.each([
    [
      { type: 'SIGNAL_UPDATED', signal: { code: 'closure-islocked', name: 'IsLocked' } },
      'IsLocked',
    ],
    [{ code: 'closure-islocked', name: 'IsLocked' }, 'IsLocked'],
    [{ code: 'closure-islocked' }, 'closure-islocked'],
  ])('knows the trigger %j', (trigger, name) => {
    expect(parseEvent(stateEvent({ triggers: [trigger], signals: [] }))?.triggers).toEqual([
      { code: 'closure-islocked', name },
    ]);
  });

  it('knows a first delivery by its bare code', () => {
    const event = parseEvent(stateEvent({ triggers: [{ code: 'FIRST_DELIVERY' }], signals: [] }));
    expect(event?.triggers[0]?.code).toBe('FIRST_DELIVERY');
  });

  it('finds triggers that stand at the top, as they once did', () => {
    const raw = JSON.stringify({
      eventId: 'e1',
      eventType: 'VEHICLE_STATE',
      triggers: [{ code: 'closure-islocked' }],
      data: { vehicle: { id: 'v2' }, signals: [] },
    });
    expect(parseEvent(raw)).toMatchObject({
      vehicleId: 'v2',
      triggers: [{ code: 'closure-islocked' }],
    });
  });

  it('carries the challenge of a verification', () => {
    const raw = JSON.stringify({ eventId: 'e', eventType: 'VERIFY', data: { challenge: 'c' } });
    expect(parseEvent(raw)).toMatchObject({ challenge: 'c', vehicleId: null });
  });

  it('carries errors with the words for the owner', () => {
    const raw = JSON.stringify({
      eventId: 'e',
      eventType: 'VEHICLE_ERROR',
      vehicleId: 'v',
      data: {
        errors: [
          {
            state: 'ERROR',
            description: 'Asleep.',
            suggestedUserMessage: 'Wake your car.',
            docURL: 'https://docs.test/asleep',
          },
          { state: 'RESOLVED', code: 'ASLEEP' },
        ],
      },
    });
    expect(parseEvent(raw)?.errors).toEqual([
      { description: 'Wake your car.', docUrl: 'https://docs.test/asleep', resolved: false },
      { description: 'ASLEEP', docUrl: null, resolved: true },
    ]);
  });

  it.each(['', 'null', '[]', '7', '{', '{"eventId":1,"eventType":"VERIFY"}', '{"eventId":"e"}'])(
    'is not %j',
    (raw) => {
      expect(parseEvent(raw)).toBeUndefined();
    },
  );

  it('never throws, whatever is sent', () => {
    const event = fc.record({
      eventId: fc.string(),
      eventType: fc.string(),
      data: fc.record({
        triggers: fc.anything(),
        signals: fc.anything(),
        errors: fc.anything(),
      }),
    });
    fc.assert(
      fc.property(event, (made) => {
        let raw: string;
        try {
          raw = JSON.stringify(made);
        } catch {
          return;
        }
        expect(parseEvent(raw)?.eventId).toBe(made.eventId);
      }),
    );
  });
});
