/** Names that are ours, the connection's, or would change what the body is. */
const REFUSED = new Set([
  ...['host', 'content-length', 'content-type', 'content-encoding', 'transfer-encoding', 'te'],
  ...['connection', 'keep-alive', 'upgrade', 'trailer', 'expect', 'http2-settings', 'date', 'via'],
  ...['user-agent', 'cookie', 'range', 'forwarded', 'x-forwarded-for', 'x-forwarded-host'],
]);
const REFUSED_BEGINNINGS = ['sc-signature', 'webhook-', 'proxy-', 'sec-', ':'];
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9a-z]+$/i;

/** What is wrong with the name of a static header; null when nothing is. */
export const headerNameProblem = (name: string): string | null => {
  if (!TOKEN.test(name)) return 'must be the name of an HTTP header';
  const lower = name.toLowerCase();
  const taken = REFUSED.has(lower) || REFUSED_BEGINNINGS.some((one) => lower.startsWith(one));
  return taken ? `must not be ${lower}` : null;
};

/** What the sealed value of a webhook's static header belongs to. */
export const headerContext = (webhookId: string): string => `webhook-header:${webhookId}`;
