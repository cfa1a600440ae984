import { Command, CommanderError } from 'commander';
import { Fault } from '../platform/fault.js';
import { applicationsCommand } from './applications-command.js';
import { EXIT, type Output, Refusal, type Runner, type Surroundings } from './surroundings.js';

interface GlobalOptions {
  readonly data?: string;
  readonly json?: boolean;
}

/** Runs one command line; answers with what the process is to end with. */
export const runOperator = async (
  argv: readonly string[],
  around: Surroundings,
): Promise<number> => {
  const program = createProgram(around);
  try {
    await program.parseAsync(argv, { from: 'user' });
    return EXIT.done;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    // What the platform refuses is the operator's to mend, too: a redirect URI, for example.
    if (!(error instanceof Refusal || error instanceof Fault)) throw error;
    around.aside(`carport: ${error.message}`);
    return EXIT.refused;
  }
};

const createProgram = (around: Surroundings): Command => {
  const program = new Command('npm run admin --')
    .description(
      'What the operator of a Carport settles with its applications. Changes hold from the next request on, ' +
        'in every server process. The servers may run meanwhile or not.',
    )
    .option('--data <dir>', 'the data folder of the Carport (CARPORT_DATA_DIR; .carport)')
    .option('--json', 'write results as JSON, one a line')
    .showHelpAfterError('Add --help to see how it is used.')
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({
      writeOut: (text) => around.out(text.trimEnd()),
      writeErr: (text) => around.aside(text.trimEnd()),
    })
    .addHelpText('after', HINTS);

  const run: Runner = (work) => {
    const { data, json = false } = program.opts<GlobalOptions>();
    return around.withDesk(data, (desk) => work(desk, outputOf(around, json)));
  };
  const applications = new Command('applications').copyInheritedSettings(program);
  program.addCommand(applicationsCommand(applications, run));
  return program;
};

const outputOf = ({ out, aside }: Surroundings, json: boolean): Output => ({
  result: (value, lines) => {
    for (const line of json ? [JSON.stringify(value)] : lines) out(line);
  },
  say: (line) => aside(line),
});

const HINTS = `
It works on the database of CARPORT_DATABASE_URL, or on the embedded one of the
data folder, whether its server is running or not. With a database of your own,
give it the servers' CARPORT_MASTER_KEY, too.

Exit codes: 0 done, 1 refused, 2 wrong command line.`;
