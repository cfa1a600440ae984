import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../../..', import.meta.url));

/** Files to the files that they import, both relative to the repository. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>;

const IMPORT =
  /^\s*(?:import|export)\b[^;'"]*?(?:from\s*)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm;
const PACKAGE_ENTRY = /^@carport\/([a-z-]+)$/;

export const readImportGraph = (folders: readonly string[]): ImportGraph => {
  const files = folders.flatMap((folder) => sources(join(ROOT, folder)));
  const known = new Set(files);
  return new Map(
    files.map((file) => [
      relative(ROOT, file),
      specifiers(file)
        .map((specifier) => target(file, specifier))
        .filter((path): path is string => path !== undefined && known.has(path))
        .map((path) => relative(ROOT, path)),
    ]),
  );
};

const sources = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(folder, name));

const specifiers = (file: string): string[] =>
  [...readFileSync(file, 'utf8').matchAll(IMPORT)].map((match) => match[1] ?? match[2] ?? '');

const target = (from: string, specifier: string): string | undefined => {
  const workspace = PACKAGE_ENTRY.exec(specifier)?.[1];
  if (workspace) return join(ROOT, 'packages', workspace, 'src', 'index.ts');
  if (!specifier.startsWith('.')) return undefined;
  const path = resolve(dirname(from), specifier).replace(/\.js$/, '');
  return sourceOf(path);
};

const sourceOf = (path: string): string =>
  readdirSync(dirname(path)).includes(`${path.split(sep).at(-1)}.tsx`)
    ? `${path}.tsx`
    : `${path}.ts`;

/** The first cycle that is found, as the files along it; undefined when there is none. */
export const findCycle = (graph: ImportGraph): string[] | undefined => {
  const done = new Set<string>();
  const trail: string[] = [];
  const visit = (file: string): string[] | undefined => {
    if (done.has(file)) return undefined;
    const start = trail.indexOf(file);
    if (start >= 0) return [...trail.slice(start), file];
    trail.push(file);
    for (const next of graph.get(file) ?? []) {
      const cycle = visit(next);
      if (cycle) return cycle;
    }
    trail.pop();
    done.add(file);
    return undefined;
  };
  for (const file of graph.keys()) {
    const cycle = visit(file);
    if (cycle) return cycle;
  }
  return undefined;
};

/** The room that a file stands in: a package, or a folder of the server's. */
export const roomOf = (file: string): string => {
  const [, workspace = '', , ...inside] = file.split(sep);
  if (workspace !== 'server') return workspace;
  return inside.length > 1 ? (inside[0] as string) : 'server';
};

/** Arrows between rooms, as `from -> to`. */
export const roomArrows = (graph: ImportGraph): Set<string> => {
  const arrows = new Set<string>();
  for (const [file, imports] of graph) {
    for (const imported of imports) {
      const [from, to] = [roomOf(file), roomOf(imported)];
      if (from !== to) arrows.add(`${from} -> ${to}`);
    }
  }
  return arrows;
};
