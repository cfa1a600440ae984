import { Command, CommanderError } from 'commander';
import { listenCommand } from './commands/listen.js';
import { logsCommand } from './commands/logs.js';
import { replayCommand } from './commands/replay.js';
import { triggerCommand } from './commands/trigger.js';
import { verifyCommand } from './commands/verify.js';
import { webhooksCommand } from './commands/webhooks.js';
import {
  type Context,
  type GlobalOptions,
  type Offline,
  openContext,
  type Surroundings,
} from './context.js';
import { CliFailure, EXIT } from './failure.js';

/** Runs what a command does, with a Carport to speak to or without. */
export interface Runner {
  (command: (context: Context) => Promise<number>): Promise<void>;
  offline(command: (context: Offline) => number): void;
}

/** Runs one command line; answers with what the process is to end with. */
export const run = async (argv: readonly string[], around: Surroundings): Promise<number> => {
  let exitCode: number = EXIT.done;
  const { terminal } = around;
  const program = createProgram(around, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync(argv, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    if (around.signal.aborted) return EXIT.done;
    if (!(error instanceof CliFailure)) throw error;
    terminal.aside(`${terminal.style.red('carport:')} ${error.message}`);
    if (error.hint !== undefined) terminal.aside(error.hint);
    return error.exitCode;
  }
};

const createProgram = (around: Surroundings, ended: (code: number) => void): Command => {
  const { terminal } = around;
  const program = new Command('carport')
    .description('Webhooks and simulated cars of a Carport, from the terminal.')
    .option('--url <url>', 'where Carport is (CARPORT_URL; http://localhost:4000)')
    .option('--token <token>', 'application management token (CARPORT_MANAGEMENT_TOKEN)')
    .option('--env-file <file>', 'a file with both, such as the .carport/demo.env of npm start')
    .option('--json', 'write results as JSON, one a line')
    .showHelpAfterError('Add --help to see how it is used.')
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.out(text.trimEnd()),
      writeErr: (text) => terminal.aside(text.trimEnd()),
    })
    .addHelpText('after', EXAMPLES);

  const commands = [
    listenCommand,
    triggerCommand,
    logsCommand,
    replayCommand,
    verifyCommand,
    webhooksCommand,
  ];
  for (const add of commands) {
    const command = new Command().copyInheritedSettings(program);
    const online = async (work: (context: Context) => Promise<number>): Promise<void> =>
      ended(await work(await openContext(around, program.opts<GlobalOptions>())));
    const offline = (work: (context: Offline) => number): void => {
      const { json = false } = program.opts<GlobalOptions>();
      ended(work({ terminal, json }));
    };
    add(command, Object.assign(online, { offline }));
    program.addCommand(command);
  }
  return program;
};

const EXAMPLES = `
Examples:
  carport listen --forward-to localhost:3000/webhooks
  carport trigger charging-session
  carport logs --follow
  carport replay --failed --since 2h
  carport verify http://localhost:3000/webhooks

Without options it speaks to the Carport that npm start runs here, as its demo application.
Exit codes: 0 done, 1 refused or not right, 2 wrong command line, 3 no answer, 4 no valid token.`;
