import { Agent } from 'undici';
import { answerCalls, startArgument } from './calls.js';

/** The yardstick of deliveries: the same bytes by the same HTTP client, kept nowhere and signed by nobody. */
const { url, body } = startArgument<{ url: string; body: string }>();
const agent = new Agent({ pipelining: 1 });
const { origin, pathname } = new URL(url);
const headers = { 'content-type': 'application/json' };

answerCalls(
  {
    post: async ({ count, atOnce }: { count: number; atOnce: number }) => {
      let left = count;
      const lane = async (): Promise<void> => {
        while (left > 0) {
          left -= 1;
          const response = await agent.request({
            ...{ origin, path: pathname, method: 'POST', headers, body },
          });
          await response.body.dump();
        }
      };
      await Promise.all(Array.from({ length: atOnce }, lane));
    },
  },
  () => agent.destroy(),
);
