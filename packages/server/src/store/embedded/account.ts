import { execFile } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { Logger } from '../../platform/logger.js';

const run = promisify(execFile);

export interface Ids {
  readonly uid: number;
  readonly gid: number;
}

/** Under whom PostgreSQL runs, and how a program is started that way. */
export interface Account {
  /** Null: the server's own user. */
  readonly ids: Ids | null;
  command(program: string, args: readonly string[]): Command;
}

export interface Command {
  readonly program: string;
  readonly args: readonly string[];
  readonly options: { readonly uid?: number; readonly gid?: number; readonly env: Env };
}
type Env = Readonly<Record<string, string>>;

/** Nothing of the server's environment goes to the database: it may hold secrets. */
const ENVIRONMENT: Env = {
  PATH: process.env.PATH ?? '/usr/bin:/bin',
  LC_ALL: 'C',
  TZ: 'UTC',
};

/** PostgreSQL refuses to run as root, so root hands it to the cluster's owner, or to a user made for that. */
export const chooseAccount = async (paths: {
  readonly dir: string;
  readonly clusterFolder: string;
  readonly postgres: string;
  readonly log: Logger;
}): Promise<Account> => {
  if (process.getuid?.() !== 0) return ownAccount;
  const { dir, postgres } = paths;
  const ids = (await ownerOf(paths.clusterFolder)) ?? (await serviceUser(paths.log));
  const plain = otherAccount(ids);
  if (await works(plain, dir, postgres)) return plain;
  const capable = await searchingAccount(ids);
  if (capable && (await works(capable, dir, postgres))) return capable;
  throw new Error(
    `PostgreSQL cannot run as root, and the user it would run as (uid ${ids.uid}) cannot enter ` +
      `${dir} or run ${postgres}. Start Carport as an ordinary user, move it to a folder that ` +
      'everybody may enter, or set CARPORT_DATABASE_URL to a PostgreSQL server',
  );
};

const ownAccount: Account = {
  ids: null,
  command: (program, args) => ({ program, args, options: { env: ENVIRONMENT } }),
};

const otherAccount = (ids: Ids): Account => ({
  ids,
  command: (program, args) => ({ program, args, options: { ...ids, env: ENVIRONMENT } }),
});

const ownerOf = async (folder: string): Promise<Ids | null> => {
  const found = await stat(folder).catch(() => null);
  return found && found.uid !== 0 ? { uid: found.uid, gid: found.gid } : null;
};

const OWN_USER = 'carport';

const serviceUser = async (log: Logger): Promise<Ids> => {
  const known = (await idsOf('postgres')) ?? (await idsOf(OWN_USER));
  if (known) return known;
  log.info({ user: OWN_USER }, 'making a system user for the embedded database');
  const options = ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin'];
  await run('useradd', [...options, OWN_USER]).catch(() => undefined);
  const made = await idsOf(OWN_USER);
  if (made) return made;
  throw new Error(
    'PostgreSQL cannot run as root, and no user could be made for it. Start Carport as an ordinary ' +
      'user, add a user named postgres, or set CARPORT_DATABASE_URL to a PostgreSQL server',
  );
};

const idsOf = async (user: string): Promise<Ids | null> => {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', user]), run('id', ['-g', user])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return null;
  }
};

const works = async (account: Account, dir: string, postgres: string): Promise<boolean> => {
  const script = '[ -x "$1" ] && "$2" --version';
  const { program, args, options } = account.command('sh', ['-c', script, 'sh', dir, postgres]);
  return run(program, [...args], options).then(
    () => true,
    () => false,
  );
};

const CAP_DAC_OVERRIDE = 1n << 1n;
const CAP_DAC_READ_SEARCH = 1n << 2n;

/**
 * A clone in root's home cannot be entered by anybody else. There the other user keeps one of root's
 * capabilities, that of entering folders, the narrower one where the kernel grants it.
 */
const searchingAccount = async (ids: Ids): Promise<Account | null> => {
  const status = await readFile('/proc/self/status', 'utf8').catch(() => '');
  const bounding = BigInt(`0x${/^CapBnd:\s*([0-9a-f]+)$/m.exec(status)?.[1] ?? '0'}`);
  const capability =
    bounding & CAP_DAC_READ_SEARCH
      ? '+dac_read_search'
      : bounding & CAP_DAC_OVERRIDE
        ? '+dac_override'
        : null;
  if (!capability) return null;
  const become = [`--reuid=${ids.uid}`, `--regid=${ids.gid}`, '--clear-groups'];
  const keep = [`--inh-caps=${capability}`, `--ambient-caps=${capability}`];
  return {
    ids,
    command: (program, args) => ({
      program: 'setpriv',
      args: [...become, ...keep, program, ...args],
      options: { env: ENVIRONMENT },
    }),
  };
};
