import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const path = (relative: string): string =>
  fileURLToPath(new URL(`../../../../${relative}`, import.meta.url));

/**
 * Compiles a package, for tests that run it as a process of its own; nearly free when nothing changed.
 * Types are the type check's business: what compiles in spite of an error is run.
 */
export const compile = (folder: string): Promise<void> =>
  new Promise((resolve) => {
    const compiler = path('node_modules/typescript/bin/tsc');
    execFile(process.execPath, [compiler, '-b', path(folder)], () => resolve());
  });

export const compileServer = (): Promise<void> => compile('packages/server');

/** The command line, and the program in a process of its own. */
export const compileCli = (): Promise<void> => compile('packages/cli');
export const CLI = path('packages/cli/bin/carport.mjs');

/** A module of the compiled server, by its name below `src`, without extension. */
export const compiledModule = (name: string): string => path(`packages/server/dist/${name}.js`);
