import { MOMENT, type OperationExamples, WEBHOOK_ID } from './example.js';

const APPLICATION_ID = 'c2e85f10-6b37-4d9a-91f4-3a7d0c6e8b52';

const tally = {
  ...{ events: 1_204, attempts: 1_219, succeeded: 1_203, retries: 15 },
  ...{ successRate: 0.99, retryRate: 0.01 },
  latencyMs: { mean: 92, p50: 74, p95: 210, p99: 480, longest: 15_003 },
};

const recipients = {
  id: APPLICATION_ID,
  type: 'alert-recipients',
  attributes: { emails: ['on-call@example.com'], isMailSent: true },
};

/** How webhooks are doing. */
export const SEEING_EXAMPLES: OperationExamples = {
  readAlertRecipients: { answer: { data: recipients } },
  replaceAlertRecipients: {
    request: { data: { attributes: { emails: ['on-call@example.com'] } } },
    answer: { data: recipients },
  },
  readWebhookStatistics: {
    answer: {
      data: {
        id: WEBHOOK_ID,
        type: 'webhook-statistics',
        attributes: {
          ...{ window: '24h', from: '2026-05-31T12:30:00.000Z', countedTo: MOMENT, ...tally },
          outcomes: { 200: 1_203, 503: 14, 'timed out': 2 },
          lastSuccessAt: '2026-06-01T11:59:52.120Z',
          lastFailureAt: '2026-06-01T08:14:07.902Z',
          steps: [{ from: '2026-05-31T12:30:00.000Z', ...tally }],
        },
      },
    },
  },
};
