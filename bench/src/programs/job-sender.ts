import { randomUUID } from 'node:crypto';
import { hmacHex } from '@carport/server/webhooks/signature';
import { Agent } from 'undici';
import { eventPayload } from './event-payload.js';

/** What a queue of jobs keeps of a delivery. */
export interface SendJob {
  readonly eventId: string;
  readonly payload: string;
}

/** As much of an attempt as Carport writes down. */
export interface SentAttempt {
  readonly deliveryId: string;
  readonly startedAt: number;
  readonly durationMs: number;
  readonly statusCode: number;
}

const KEY = 'a management token of the benchmark';

export const newJobs = (count: number): SendJob[] =>
  Array.from({ length: count }, () => {
    const eventId = randomUUID();
    return { eventId, payload: eventPayload(eventId, 'bench') };
  });

/** What other queues are given to do: Carport's delivery without the queue, by the same HTTP client. */
export const createJobSender = (url: string) => {
  const agent = new Agent({ pipelining: 1 });
  const { origin, pathname } = new URL(url);
  return {
    send: async ({ payload }: SendJob): Promise<SentAttempt> => {
      const startedAt = Date.now();
      const deliveryId = randomUUID();
      const body = Buffer.from(`${payload.slice(0, -1)},"deliveryId":"${deliveryId}"}`);
      const headers = {
        'content-type': 'application/json',
        'SC-Signature': hmacHex(KEY, body),
      };
      const response = await agent.request({
        ...{ origin, path: pathname, method: 'POST', headers, body },
      });
      await response.body.dump();
      if (response.statusCode !== 200) throw new Error(`answered with ${response.statusCode}`);
      const durationMs = Date.now() - startedAt;
      return { deliveryId, startedAt, durationMs, statusCode: response.statusCode };
    },
    close: () => agent.destroy(),
  };
};
