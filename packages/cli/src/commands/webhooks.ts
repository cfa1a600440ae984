import type { Command } from 'commander';
import { listWebhooks, type WebhookResource } from '../connection/resources.js';
import type { Context } from '../context.js';
import { EXIT } from '../failure.js';
import type { Runner } from '../program.js';
import { table } from '../terminal/table.js';

export const webhooksCommand = (command: Command, run: Runner): Command => {
  command.name('webhooks').description('The webhooks of the application.');
  command
    .command('list', { isDefault: true })
    .description('List the webhooks of the application.')
    .action(() => run(list));
  return command;
};

const list = async ({ carport, terminal, json }: Context): Promise<number> => {
  const webhooks = await listWebhooks(carport);
  if (json) for (const webhook of webhooks) terminal.out(JSON.stringify(webhook));
  else if (webhooks.length === 0) terminal.aside('This application has no webhooks.');
  else for (const line of table([HEAD, ...webhooks.map(row)])) terminal.out(line);
  return EXIT.done;
};

const HEAD = ['ID', 'NAME', 'VERSION', 'STATE', 'TRIGGERS', 'SENT TO'];

const row = ({ id, attributes }: WebhookResource): string[] => [
  id,
  attributes.name,
  attributes.version,
  stateOf(attributes),
  String(attributes.triggers.length),
  attributes.callbackUri ?? 'pulled',
];

const stateOf = ({ isEnabled, isVerified }: WebhookResource['attributes']): string => {
  if (!isEnabled) return 'disabled';
  return isVerified ? 'on' : 'not verified';
};
