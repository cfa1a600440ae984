/** Every kind of event that webhooks send. */
export const WEBHOOK_EVENTS_PATH = '/docs/webhooks';
