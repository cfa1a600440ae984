import { PLANS, type PlanId } from '@carport/catalog';
import { type Command, InvalidArgumentError } from 'commander';
import {
  type ApplicationEntry,
  type ApplicationTerms,
  SECRET_KINDS,
  type SecretKind,
} from '../applications/contract.js';
import { allApplications, findOne } from './find-application.js';
import { entryLine, pairs, portraitLines, portraitOf } from './portrait.js';
import { type Desk, type Output, Refusal, type Runner } from './surroundings.js';

const PLAN_IDS: readonly string[] = PLANS.map(({ id }) => id);
const APPLICATION = 'its id, the beginning of it, or its name';

/** `applications …`: each subcommand says what became of the application. */
export const applicationsCommand = (command: Command, run: Runner): Command => {
  command.description('what was settled with applications, and their secrets');
  const add = (name: string, description: string): Command =>
    command.command(name).description(description);
  const one = (name: string, description: string): Command =>
    add(name, description).argument('<application>', APPLICATION);

  add('list', 'every application, the oldest first').action(() => run(list));
  one('show', 'an application: plan, limits, standing').action((text: string) =>
    run(async (desk, output) => show(desk, output, await findOne(desk.applications, text))),
  );
  add('create', 'makes an application, and shows its secrets this once')
    .argument('<name>')
    .requiredOption('--redirect-uri <uri...>', 'where Connect returns to; the first is the default')
    .option('--plan <plan>', `one of ${PLAN_IDS.join(', ')}`, planArgument)
    .action((name: string, options: CreateOptions) =>
      run((desk, output) => create(desk, output, name, options)),
    );
  one('set-plan', 'puts an application on another plan')
    .argument('<plan>', PLAN_IDS.join(', '), planArgument)
    .action((text: string, plan: PlanId) => run(settling(text, () => ({ plan }))));
  limitOptions(
    one('set-limits', 'gives an application figures of its own, or takes them back'),
  ).action((text: string, options: LimitOptions) => run(settling(text, () => termsOf(options))));
  one('suspend', 'refuses every request of an application').action((text: string) =>
    run(settling(text, ({ now }) => ({ suspendedAt: now() }))),
  );
  one('resume', 'takes a suspension back').action((text: string) =>
    run(settling(text, () => ({ suspendedAt: null }))),
  );
  one('rotate-secret', 'replaces a secret; the old one stops working at once')
    .addArgument(command.createArgument('<kind>', 'which one').choices(SECRET_KINDS))
    .action((text: string, kind: SecretKind) =>
      run((desk, output) => rotate(desk, output, text, kind)),
    );
  return command;
};

interface CreateOptions {
  readonly redirectUri: readonly string[];
  readonly plan?: PlanId;
}

const planArgument = (text: string): PlanId => {
  const plan = PLANS.find(({ id }) => id === text.toUpperCase());
  if (!plan) throw new InvalidArgumentError(`It must be one of ${PLAN_IDS.join(', ')}.`);
  return plan.id;
};

const MOST = 2_147_483_647;
const DEFAULT = 'default';

/** What stands beside an option: the term that it sets, the least figure, and what it is for. */
const LIMITS = {
  burst: ['rateLimitBurst', 1, "requests that may come at once; default: the server's"],
  perMinute: ['rateLimitPerMinute', 1, "how many come back a minute; default: the server's"],
  vehicles: ['vehicleLimit', 0, "vehicles connected at one time; default: the plan's"],
  monthlyRequests: ['vehicleRequestLimit', 0, "requests to a car in a month; default: the plan's"],
} as const;

type LimitOptions = Partial<Record<keyof typeof LIMITS, number | typeof DEFAULT>>;

const figure =
  (least: number) =>
  (text: string): number | typeof DEFAULT => {
    if (text === DEFAULT) return DEFAULT;
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= MOST) return value;
    throw new InvalidArgumentError(
      `It must be a whole number of at least ${least}, or ${DEFAULT}.`,
    );
  };

const limitOptions = (command: Command): Command => {
  for (const [name, [, least, description]] of Object.entries(LIMITS)) {
    const flag = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    command.option(`--${flag} <n>`, description, figure(least));
  }
  return command;
};

const termsOf = (options: LimitOptions): Partial<ApplicationTerms> => {
  const given = Object.entries(options) as [keyof typeof LIMITS, number | typeof DEFAULT][];
  if (given.length === 0) throw new Refusal('there is no limit to set; --help shows them');
  return Object.fromEntries(
    given.map(([name, value]) => [LIMITS[name][0], value === DEFAULT ? null : value]),
  );
};

const list = async ({ applications }: Desk, output: Output): Promise<void> => {
  let count = 0;
  for await (const entry of allApplications(applications)) {
    output.result(entry, [entryLine(entry)]);
    count += 1;
  }
  if (count === 0) output.say('There are none yet; "applications create" makes one.');
};

const show = async (desk: Desk, output: Output, entry: ApplicationEntry): Promise<void> => {
  const { applications, defaults } = desk;
  const application = await applications.get(entry.id);
  const terms = await applications.terms(entry.id);
  if (!application || !terms) throw new Refusal(`application ${entry.id} is gone`);
  const portrait = portraitOf(entry, application, terms, defaults);
  output.result(portrait, portraitLines(portrait));
};

const settling =
  (text: string, changesAt: (desk: Desk) => Partial<ApplicationTerms>) =>
  async (desk: Desk, output: Output): Promise<void> => {
    const changes = changesAt(desk);
    const entry = await findOne(desk.applications, text);
    if (!(await desk.applications.setTerms(entry.id, changes))) {
      throw new Refusal(`application ${entry.id} is gone`);
    }
    await show(desk, output, entry);
  };

const create = async (
  desk: Desk,
  output: Output,
  name: string,
  { redirectUri, plan }: CreateOptions,
): Promise<void> => {
  const { applications } = desk;
  const { credentials } = await applications.create({
    ...{ name, redirectUris: redirectUri, defaultPermissions: [] },
  });
  if (plan) await applications.setTerms(credentials.clientId, { plan });
  output.result(
    credentials,
    pairs([
      ['Client id', credentials.clientId],
      ['Client secret', credentials.clientSecret],
      ['API client id', credentials.apiClientId],
      ['API secret', credentials.apiClientSecret],
      ['Management token', credentials.managementToken],
    ]),
  );
  output.say('Keep the secrets now: they are not shown again.');
};

const rotate = async (
  { applications }: Desk,
  output: Output,
  text: string,
  kind: SecretKind,
): Promise<void> => {
  const { id } = await findOne(applications, text);
  const secret = await applications.rotateSecret(id, kind);
  if (secret === undefined) throw new Refusal(`application ${id} is gone`);
  output.result({ id, kind, secret }, [secret]);
  output.say('Keep it now: it is not shown again. The one before does not work any more.');
};
