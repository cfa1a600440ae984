import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import { type AttemptsFollower, followAttempts, type MadeAttempt } from '../connection/attempts.js';
import type { Carport } from '../connection/carport.js';
import { type Attempt, type LoggedEvent, loggedEvent, recentEvents } from '../connection/log.js';
import { listWebhooks } from '../connection/resources.js';
import type { Context } from '../context.js';
import { CliFailure, EXIT } from '../failure.js';
import { numberOption } from '../options.js';
import type { Runner } from '../program.js';
import { clockTime, momentOf } from '../terminal/moments.js';

interface LogsOptions {
  readonly follow?: boolean;
  readonly webhook?: string;
  readonly vehicle?: string;
  readonly status?: string;
  readonly type?: string;
  readonly since?: string;
  readonly signal?: string;
  readonly search?: string;
  readonly limit: number;
}

const MOST = 200;
const LOOK_EVERY_MS = 1_000;

export const logsCommand = (command: Command, run: Runner): Command =>
  command
    .name('logs')
    .summary('show deliveries and their attempts')
    .description('Shows the newest deliveries, each attempt with its answer and duration.')
    .option('-f, --follow', 'go on with what comes')
    .option('--webhook <id>', 'of one webhook, by its id or the beginning of it')
    .option('--vehicle <id>', 'about one car, by its id or the beginning of it')
    .option('--status <status>', 'pending, delivered, dead or dropped')
    .option('--type <type>', 'VEHICLE_STATE, VEHICLE_ERROR or VERIFY')
    .option('--since <time>', '10m, 2h, 1d ago, or a time in ISO 8601')
    .option('--signal <code>', 'that tell a signal, such as charge-ischarging')
    .option('--search <words>', 'with a part of an id, a payload or an error in it')
    .option(
      '-n, --limit <count>',
      'how many of each webhook to begin with',
      numberOption(1, MOST),
      20,
    )
    .addHelpText('after', EXAMPLES)
    .action((options: LogsOptions) => run((context) => logs(context, options)));

const EXAMPLES = `
Examples:
  carport logs --status dead --since 1d
  carport logs --follow --type VEHICLE_ERROR
  carport logs --json | jq .attempts`;

const logs = async (context: Context, options: LogsOptions): Promise<number> => {
  const { carport, terminal, signal } = context;
  const webhooks = (await listWebhooks(carport)).filter(({ id }) =>
    id.startsWith(options.webhook ?? ''),
  );
  if (webhooks.length === 0) {
    throw new CliFailure(
      EXIT.refused,
      'There is no such webhook',
      'carport webhooks list shows them.',
    );
  }
  const filter = filterOf(options, context.now());
  const sources = webhooks.map(({ id, attributes }): Source => {
    const { 'filter[status]': _status, 'filter[since]': _since, ...ofAttempts } = filter;
    return {
      webhook: { id, name: attributes.name },
      attempts: followAttempts(carport, id, ofAttempts),
    };
  });
  const seen = new Set<string>();
  const tell = (found: readonly (readonly LoggedEvent[])[]): void => {
    for (const event of found
      .flat()
      .filter((one) => matches(one, options))
      .sort(byAge)) {
      const fresh = isNews(event, seen);
      if (fresh) show(context, event, fresh);
    }
  };
  const recent = ({ webhook }: Source) => recentEvents(carport, webhook, options.limit, filter);
  // Whatever was tried before now is no news, also of events that are not shown.
  if (options.follow) await Promise.all(sources.map(({ attempts }) => attempts.look()));
  tell(await Promise.all(sources.map(recent)));
  if (options.follow) terminal.aside(terminal.style.dim('Following; Ctrl-C ends it.'));
  while (options.follow && !signal.aborted) {
    await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) break;
    tell(
      await Promise.all(
        sources.map(async (source) => {
          // In this order: what is tried in between is among the events already, or comes with the next look.
          const made = await source.attempts.look();
          const events = await recent(source);
          return [...events, ...(await triedAgain(carport, source, { made, events, seen }))];
        }),
      ),
    );
  }
  return EXIT.done;
};

interface Source {
  readonly webhook: LoggedEvent['webhook'];
  readonly attempts: AttemptsFollower;
}

/** Events that are not among the recent ones and were tried meanwhile; of them, only that is to be shown. */
const triedAgain = async (
  carport: Carport,
  { webhook }: Source,
  {
    made,
    events,
    seen,
  }: {
    readonly made: readonly MadeAttempt[];
    readonly events: readonly LoggedEvent[];
    readonly seen: Set<string>;
  },
): Promise<readonly LoggedEvent[]> => {
  const recent = new Set(events.map(({ eventId }) => eventId));
  const others = made.filter(({ eventId }) => !recent.has(eventId));
  const fresh = new Set(others.map(({ deliveryId }) => deliveryId));
  const found: LoggedEvent[] = [];
  for (const eventId of new Set(others.map((one) => one.eventId))) {
    const event = await loggedEvent(carport, webhook, eventId);
    for (const { deliveryId } of event.attempts) {
      if (!fresh.has(deliveryId)) seen.add(deliveryId);
    }
    found.push(event);
  }
  return found;
};

const filterOf = (options: LogsOptions, now: number) => ({
  'filter[status]': options.status,
  'filter[eventType]': options.type?.toUpperCase(),
  'filter[since]': options.since && momentOf(options.since, now).toISOString(),
  'filter[signal]': options.signal,
  search: options.search,
});

/** What the API cannot look for: the beginning of an id, and the status of an attempt's event. */
const matches = (event: LoggedEvent, { vehicle, status }: LogsOptions): boolean =>
  (vehicle === undefined || (event.vehicleId?.startsWith(vehicle) ?? false)) &&
  (status === undefined || status.split(',').includes(event.status));

const byAge = (left: LoggedEvent, right: LoggedEvent): number =>
  Date.parse(left.createdAt) - Date.parse(right.createdAt);

/** The attempts of an event that have not been shown; undefined when the event tells nothing new. */
const isNews = (event: LoggedEvent, seen: Set<string>): readonly Attempt[] | undefined => {
  const state = `${event.eventId} ${event.webhook.id} ${event.status}`;
  const fresh = event.attempts.filter(({ deliveryId }) => !seen.has(deliveryId));
  if (fresh.length === 0 && seen.has(state)) return undefined;
  seen.add(state);
  for (const { deliveryId } of fresh) seen.add(deliveryId);
  return fresh;
};

const PAINT = { delivered: 'green', dead: 'red', dropped: 'dim' } as const;

const show = (
  { terminal: { out, style }, json }: Context,
  event: LoggedEvent,
  attempts: readonly Attempt[],
): void => {
  if (json) {
    out(JSON.stringify({ ...event, attempts }));
    return;
  }
  const { eventId, eventType, vehicleId, status, createdAt, webhook, triggers = [] } = event;
  const paint = style[PAINT[status as keyof typeof PAINT] ?? 'yellow'];
  const about = vehicleId === null ? '' : `car ${vehicleId.slice(0, 8)}`;
  const parts = [
    style.dim(clockTime(new Date(createdAt))),
    paint(status.padEnd(9)),
    style.bold(eventType),
  ];
  const cause = triggers.join(', ');
  out(
    [...parts, cause, webhook.name, style.dim(about), style.dim(eventId)]
      .filter(Boolean)
      .join('  '),
  );
  for (const { attempt, startedAt, statusCode, error, durationMs } of attempts) {
    const outcome = [statusCode, error].filter((part) => part !== null).join(' ');
    const time = clockTime(new Date(startedAt));
    out(style.dim(`    attempt ${attempt} at ${time}: ${outcome}, ${Math.round(durationMs)} ms`));
  }
};
