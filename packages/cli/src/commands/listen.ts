import type { Command } from 'commander';
import type { Context } from '../context.js';
import { EXIT } from '../failure.js';
import { type Delivery, readFeed } from '../listen/feed.js';
import { forwardingAddress, type LocalAnswer, post } from '../listen/forward.js';
import { type Selection, selectionOf } from '../listen/selection.js';
import {
  everySource,
  namedSource,
  type Source,
  type Sources,
  temporarySource,
} from '../listen/sources.js';
import { type Told, toldBy } from '../listen/told.js';
import type { Runner } from '../program.js';
import { clockTime, momentOf } from '../terminal/moments.js';

interface ListenOptions {
  readonly forwardTo?: string;
  readonly since?: string;
  readonly webhook?: string;
  readonly events?: readonly string[];
}

export const listenCommand = (command: Command, run: Runner): Command =>
  command
    .name('listen')
    .summary('stream events to a server on this machine')
    .description(
      'Shows the events of the application as they happen, and sends each to a server of yours exactly as Carport would: the same bytes, with the same signature.',
    )
    .option('-f, --forward-to <url>', 'where to send them; without it they are only shown')
    .option('--since <time>', 'first what was missed: 10m, 2h, 1d, or a time in ISO 8601')
    .option('--webhook <id>', 'the events of one webhook, by its id or the beginning of it')
    .option('-e, --events <patterns...>', "which: VEHICLE_ERROR, charge-ischarging, 'closure-*'")
    .addHelpText('after', EXAMPLES)
    .action((options: ListenOptions) => run((context) => listen(context, options)));

const EXAMPLES = `
Without --webhook it makes a webhook for itself, subscribed to every car and signal, and removes it at the end.
Should it be killed before it can, Carport removes the webhook after some minutes in which nobody reads it.
With --since alone it goes through what all webhooks of the application have sent or should have sent.

Examples:
  carport listen --forward-to localhost:3000/webhooks
  carport listen --forward-to 3000/webhooks --since 2h
  carport listen --events 'charge-*' VEHICLE_ERROR --json`;

const listen = async (context: Context, options: ListenOptions): Promise<number> => {
  const { carport, now } = context;
  const target = options.forwardTo === undefined ? null : forwardingAddress(options.forwardTo);
  const since = options.since === undefined ? undefined : momentOf(options.since, now());
  const selection = selectionOf(options.events);
  const sources = await open(context, options, selection);
  try {
    introduce(context, sources, target);
    await Promise.all(
      sources.webhooks.map((source) => follow(context, { source, since, selection, target })),
    );
  } finally {
    await sources.close().catch(() => {
      context.terminal.aside(
        `Could not remove the webhook of this listener at ${carport.settings.url}; Carport does some minutes later.`,
      );
    });
  }
  return EXIT.done;
};

const open = (
  { carport }: Context,
  { webhook, since }: ListenOptions,
  selection: Selection,
): Promise<Sources> => {
  if (webhook !== undefined) return namedSource(carport, webhook);
  return since === undefined ? temporarySource(carport, selection) : everySource(carport);
};

const introduce = (
  { carport, terminal: { aside, style } }: Context,
  { webhooks }: Sources,
  target: string | null,
): void => {
  const { url, token, tokenFrom } = carport.settings;
  aside(`${style.bold('Listening')} to ${webhooks.map(({ name }) => name).join(', ')} at ${url}`);
  if (target !== null) {
    aside(`${style.bold('Sending')} to ${target}`);
    aside(
      style.dim(
        `SC-Signature is HMAC-SHA256 of the raw body, in hex; the key is the management token from ${tokenFrom}, ending in ${token.slice(-4)}.`,
      ),
    );
  }
  aside(style.dim('Ctrl-C ends it.'));
};

interface Following {
  readonly source: Source;
  readonly since: Date | undefined;
  readonly selection: Selection;
  readonly target: string | null;
}

const follow = async (context: Context, { source, since, selection, target }: Following) => {
  const { carport, signal, terminal } = context;
  const say = (words: string) => (): void => terminal.aside(terminal.style.yellow(words));
  const news = {
    lost: say('The connection to Carport is lost; trying again.'),
    back: say('Connected again; going on where it broke off.'),
    replaced: say(
      'Nobody listened for so long that the webhook was removed; going on with another, with what comes now.',
    ),
    expired: say('What came meanwhile is no longer kept; going on with what comes now.'),
  };
  const { id: webhookId, remake } = source;
  for await (const delivery of readFeed({ carport, webhookId, remake, since, signal, news })) {
    const event = toldBy(delivery);
    if (!selection.includes(event)) continue;
    const { body, headers } = delivery.attributes;
    const answer = target === null ? null : await post(target, body, headers, signal);
    show(context, delivery, event, answer);
  }
};

const show = (
  { terminal, json, now }: Context,
  { attributes }: Delivery,
  event: Told,
  answer: LocalAnswer | null,
): void => {
  if (json) {
    const { createdAt, headers, body } = attributes;
    const forwarded = answer && {
      statusCode: answer.statusCode,
      durationMs: answer.durationMs,
      error: answer.error,
    };
    terminal.out(JSON.stringify({ ...event, createdAt, forwarded, headers, body }));
    return;
  }
  const { style } = terminal;
  const what = [...event.triggers, ...event.errors].join(', ');
  const car = event.vehicleId && `${event.vehicleName ?? 'car'} ${event.vehicleId.slice(0, 8)}`;
  const parts = [
    style.dim(clockTime(new Date(now()))),
    style.bold(event.eventType),
    what,
    style.dim(car ?? ''),
    answer ? answerText(terminal.style, answer) : '',
    style.dim(event.eventId),
  ];
  terminal.out(parts.filter((part) => part !== '').join('  '));
  if (answer?.text && !isSuccess(answer)) terminal.out(style.dim(indented(answer.text)));
};

const isSuccess = ({ statusCode }: LocalAnswer): boolean =>
  statusCode !== null && statusCode >= 200 && statusCode < 300;

const answerText = (style: Context['terminal']['style'], answer: LocalAnswer): string => {
  const { statusCode, error, durationMs } = answer;
  const paint = isSuccess(answer) ? style.green : style.red;
  return `${paint(`→ ${statusCode ?? error}`)} ${style.dim(`${durationMs} ms`)}`;
};

const MOST_LINES = 8;

const indented = (text: string): string =>
  text
    .trimEnd()
    .split('\n')
    .slice(0, MOST_LINES)
    .map((line) => `    ${line}`)
    .join('\n');
