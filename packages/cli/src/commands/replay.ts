import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import {
  lastAttempts,
  type RepairResource,
  type RepairWish,
  readRepair,
  readRequest,
  replayEvent,
  startRepair,
  webhookOfEvent,
} from '../connection/repairs.js';
import { listWebhooks, type WebhookResource } from '../connection/resources.js';
import type { Context } from '../context.js';
import { CliFailure, EXIT } from '../failure.js';
import { forwardingAddress, post } from '../listen/forward.js';
import type { Runner } from '../program.js';
import { momentOf } from '../terminal/moments.js';

interface ReplayOptions {
  readonly failed?: boolean;
  readonly all?: boolean;
  readonly snapshot?: boolean;
  readonly since?: string;
  readonly until?: string;
  readonly webhook?: string;
  readonly vehicle?: string;
  readonly to?: string;
}

export const replayCommand = (command: Command, run: Runner): Command =>
  command
    .name('replay')
    .summary('send events again')
    .description(
      'Sends one event again, or everything that failed or happened since a time: with the same event id, so that a receiver knows what it has, and a new delivery id.',
    )
    .argument('[event-id]', 'the event; carport logs shows the ids')
    .option('--failed', 'what did not get through since a time')
    .option('--all', 'everything since a time, also what was delivered')
    .option('--snapshot', 'in place of events, the state of every subscribed car as it is now')
    .option('--since <time>', '10m, 2h, 1d ago, or a time in ISO 8601')
    .option('--until <time>', 'the same; up to now when absent')
    .option('--webhook <id>', 'of one webhook, by its id or the beginning of it')
    .option('--vehicle <id>', 'about one car, by its id')
    .option('--to <url>', 'to a server of yours in place of the webhook, with the very bytes')
    .addHelpText('after', EXAMPLES)
    .action((eventId: string | undefined, options: ReplayOptions) =>
      run((context) => replay(context, eventId, options)),
    );

const EXAMPLES = `
Examples:
  carport replay 6a3f8c1d-07e9-4b52-a4d6-b91c5e2f7083
  carport replay --failed --since 2h
  carport replay --failed --since 1d --to localhost:3000/webhooks
  carport replay --snapshot`;

const LOOK_EVERY_MS = 500;

const replay = async (
  context: Context,
  eventId: string | undefined,
  options: ReplayOptions,
): Promise<number> => {
  const wish = eventId === undefined ? wishOf(options, context.now()) : null;
  if (eventId !== undefined && (options.failed || options.all || options.snapshot)) {
    throw usage('name an event, or say --failed, --all or --snapshot');
  }
  if (wish?.kind === 'snapshot' && options.to !== undefined) {
    throw usage('a snapshot is made by Carport; it cannot be sent elsewhere with --to');
  }
  const target = options.to === undefined ? null : forwardingAddress(options.to);
  const webhooks = await chosenWebhooks(context, options);
  if (eventId !== undefined) {
    const webhook = await webhookOfEvent(context.carport, webhooks, eventId);
    if (target !== null) return resend(context, target, webhook, { search: eventId });
    const repair = await replayEvent(context.carport, webhook.id, eventId);
    return tell(context, webhook, repair);
  }
  if (!wish) return EXIT.usage;
  let exitCode: number = EXIT.done;
  for (const webhook of webhooks.filter(sends)) {
    const ended =
      target === null
        ? await repairOf(context, webhook, wish)
        : await resend(context, target, webhook, queryOf(wish));
    if (ended !== EXIT.done) exitCode = ended;
  }
  return exitCode;
};

const usage = (message: string): CliFailure =>
  new CliFailure(EXIT.usage, message, 'carport replay --help shows examples.');

const wishOf = (options: ReplayOptions, now: number): RepairWish => {
  const kinds = [
    options.failed && 'recover',
    options.all && 'replay',
    options.snapshot && 'snapshot',
  ].filter((kind) => typeof kind === 'string') as RepairWish['kind'][];
  const [kind, second] = kinds;
  if (!kind || second) throw usage('name an event, or say --failed, --all or --snapshot');
  const time = (text: string | undefined) => text && momentOf(text, now).toISOString();
  const since = time(options.since);
  const until = time(options.until);
  if (kind !== 'snapshot' && since === undefined) throw usage('say since when, with --since');
  if (kind === 'snapshot' && (since ?? until) !== undefined) {
    throw usage('a snapshot is of now, without --since and --until');
  }
  const vehicleId = options.vehicle;
  return {
    kind,
    ...(since !== undefined && { since }),
    ...(until !== undefined && { until }),
    ...(vehicleId !== undefined && { vehicleId }),
  };
};

const chosenWebhooks = async (
  { carport }: Context,
  { webhook }: ReplayOptions,
): Promise<readonly WebhookResource[]> => {
  const found = (await listWebhooks(carport)).filter(({ id }) => id.startsWith(webhook ?? ''));
  if (found.length > 0) return found;
  throw new CliFailure(
    EXIT.refused,
    'There is no such webhook',
    'carport webhooks list shows them.',
  );
};

/** The others send nothing, and Carport would refuse. */
const sends = ({ attributes }: WebhookResource): boolean =>
  attributes.isEnabled && attributes.isVerified;

/** Begins and waits for the end; Ctrl-C leaves it to Carport. */
const repairOf = async (
  context: Context,
  webhook: WebhookResource,
  wish: RepairWish,
): Promise<number> => {
  const { carport, signal, terminal } = context;
  let repair = await startRepair(carport, webhook.id, wish);
  let shown = -1;
  while (repair.attributes.status === 'running' && !signal.aborted) {
    const { repaired } = repair.attributes;
    if (repaired !== shown) terminal.aside(terminal.style.dim(`${repaired} so far`));
    shown = repaired;
    await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
    if (!signal.aborted) repair = await readRepair(carport, webhook.id, repair.id);
  }
  return tell(context, webhook, repair);
};

const tell = (
  { terminal: { out, aside, style }, json }: Context,
  webhook: WebhookResource,
  repair: RepairResource,
): number => {
  const { status, repaired, skipped } = repair.attributes;
  if (json) {
    out(JSON.stringify({ webhookId: webhook.id, repairId: repair.id, ...repair.attributes }));
  } else {
    const left = skipped === 0 ? '' : style.dim(`, ${skipped} passed over`);
    out(`${webhook.attributes.name}: ${repaired} queued again${left}`);
    if (status === 'running') aside(`It goes on by itself as ${repair.id}.`);
  }
  return status === 'cancelled' ? EXIT.refused : EXIT.done;
};

const queryOf = ({ kind, since, until, vehicleId }: RepairWish) => ({
  'filter[status]': kind === 'recover' ? 'dead,dropped' : undefined,
  'filter[since]': since,
  'filter[until]': until,
  'filter[vehicleId]': vehicleId,
});

/** The bytes of the newest attempt of each event, oldest event first, as they were sent. */
const resend = async (
  { carport, terminal: { out, style }, json, signal }: Context,
  target: string,
  webhook: WebhookResource,
  query: Readonly<Record<string, string | undefined>>,
): Promise<number> => {
  const attempts = [];
  for await (const attempt of lastAttempts(carport, webhook.id, query)) attempts.push(attempt);
  let exitCode: number = EXIT.done;
  for (const { eventId, deliveryId } of attempts.reverse()) {
    if (signal.aborted) break;
    const { headers, body } = await readRequest(carport, webhook.id, deliveryId);
    const plain = Object.entries(headers).filter(([name]) => name !== 'content-encoding');
    const answer = await post(target, body, Object.fromEntries(plain), signal);
    const { statusCode, error, durationMs } = answer;
    const isGood = statusCode !== null && statusCode >= 200 && statusCode < 300;
    if (!isGood) exitCode = EXIT.refused;
    if (json) out(JSON.stringify({ eventId, deliveryId, statusCode, error, durationMs }));
    else {
      const outcome = `→ ${statusCode ?? error}`;
      out(`${eventId}  ${isGood ? style.green(outcome) : style.red(outcome)}  ${durationMs} ms`);
    }
  }
  if (!json && attempts.length === 0) out(`${webhook.attributes.name}: nothing to send`);
  return exitCode;
};
