import { isSimulationEventId, SIMULATION_EVENTS, type SimulationEventRow } from '@carport/catalog';
import type { Command } from 'commander';
import { findCar } from '../connection/resources.js';
import type { Context, Offline } from '../context.js';
import { CliFailure, EXIT } from '../failure.js';
import { numberOption } from '../options.js';
import type { Runner } from '../program.js';
import { clockTime } from '../terminal/moments.js';
import { table } from '../terminal/table.js';

interface TriggerOptions {
  readonly vehicle?: string;
  readonly param?: readonly string[];
  readonly pause?: number;
}

interface Step {
  readonly name: string;
  readonly at: string;
  readonly changed: readonly string[];
  readonly error: { readonly type: string; readonly code: string | null } | null;
}

interface Triggered {
  readonly data: { readonly attributes: { readonly steps: readonly Step[] } };
}

const LONGEST_PAUSE = 10;

export const triggerCommand = (command: Command, run: Runner): Command =>
  command
    .name('trigger')
    .summary('make something happen to a simulated car')
    .description('Makes something happen to a simulated car; webhooks hear of it as of any change.')
    .argument('[event]', 'what is to happen; without one, all events are listed')
    .option(
      '-v, --vehicle <id>',
      'the car, by its id or the beginning of it; the newest when absent',
    )
    .option('-p, --param <name=value...>', 'what the event takes; values are JSON or plain text')
    .option(
      '--pause <seconds>',
      'between the steps of an event that has several (0.5)',
      numberOption(0, LONGEST_PAUSE),
    )
    .addHelpText('after', () => `\nEvents:\n${eventList().join('\n')}\n${EXAMPLES}`)
    .action((event: string | undefined, options: TriggerOptions) =>
      event === undefined ? run.offline(list) : run((context) => trigger(context, event, options)),
    );

const EXAMPLES = `
Examples:
  carport trigger charging-session
  carport trigger door-opened --param position=rear-left
  carport trigger signal-set --param code=odometer-traveleddistance value=99999
  carport trigger unreachable && carport trigger resolved`;

const takes = ({ parameters }: SimulationEventRow): string => {
  const names = Object.keys(parameters?.properties ?? {});
  return names.length > 0 ? ` (takes ${names.join(', ')})` : '';
};

const eventList = (): string[] =>
  table(
    SIMULATION_EVENTS.map((row: SimulationEventRow) => ['', row.id, row.description + takes(row)]),
  );

const list = ({ terminal, json }: Offline): number => {
  const lines = json
    ? SIMULATION_EVENTS.map(({ id, description }) => JSON.stringify({ id, description }))
    : eventList();
  for (const line of lines) terminal.out(line);
  return EXIT.done;
};

const trigger = async (
  context: Context,
  event: string,
  options: TriggerOptions,
): Promise<number> => {
  const { carport, terminal, json } = context;
  if (!isSimulationEventId(event)) {
    throw new CliFailure(
      EXIT.usage,
      `there is no event ${event}`,
      'carport trigger lists them all.',
    );
  }
  const parameters = parametersOf(options.param ?? []);
  const car = await findCar(carport, options.vehicle);
  if (!json) terminal.aside(terminal.style.dim(`${event} on ${car.name} (${car.id})`));
  const { data } = await carport.ask<Triggered>('POST', `/vehicles/${car.id}/simulation/events`, {
    attributes: {
      event,
      parameters,
      ...(options.pause !== undefined && { pauseSeconds: options.pause }),
    },
  });
  for (const step of data.attributes.steps) {
    terminal.out(
      json ? JSON.stringify({ event, vehicleId: car.id, ...step }) : stepLine(context, step),
    );
  }
  return EXIT.done;
};

const MOST_NAMED = 4;

const stepLine = ({ terminal: { style } }: Context, { at, name, changed, error }: Step): string => {
  const time = style.dim(clockTime(new Date(at)));
  if (error) return `${time}  ${name}  ${style.yellow(`now answers ${error.type}:${error.code}`)}`;
  const shown = changed.slice(0, MOST_NAMED).join(', ');
  const more = changed.length > MOST_NAMED ? ` and ${changed.length - MOST_NAMED} more` : '';
  return `${time}  ${name}  ${style.dim(changed.length > 0 ? shown + more : 'it was so before')}`;
};

/** `name=value` by name; what is valid JSON counts as that, anything else as text. */
export const parametersOf = (pairs: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      if (at < 1) {
        throw new CliFailure(EXIT.usage, `"${pair}" is no parameter`, 'Write --param name=value.');
      }
      return [pair.slice(0, at), jsonOrText(pair.slice(at + 1))];
    }),
  );

const jsonOrText = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};
