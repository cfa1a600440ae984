import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface AssetFile {
  readonly type: string;
  readonly body: Buffer;
}

/** What the pages link to: each address carries a hash of its content, so it can be cached for ever. */
export interface Assets {
  readonly stylesheet: string;
  readonly script: string;
  /** Of the page that tells the window that opened Connect. */
  readonly handOver: string;
  readonly icon: string;
  /** By path. */
  readonly files: ReadonlyMap<string, AssetFile>;
}

// As far from the sources as from their build, so both find it.
const FOLDER = fileURLToPath(new URL('../../../assets/', import.meta.url));
const HASH_LENGTH = 12;

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

const FONTS: Readonly<Record<string, string>> = {
  'inter-latin.woff2': 'inter-latin-wght-normal.woff2',
  'inter-latin-ext.woff2': 'inter-latin-ext-wght-normal.woff2',
};

/** Reads every asset once; done at start, so that a missing file is noticed there. */
export const loadAssets = (): Assets => {
  const files = new Map<string, AssetFile>();
  const add = (name: string, body: Buffer): string => {
    const hash = createHash('sha256').update(body).digest('hex').slice(0, HASH_LENGTH);
    const type = extname(name);
    const path = `/assets/${name.slice(0, -type.length)}.${hash}${type}`;
    files.set(path, { type: TYPES[type] as string, body });
    return path;
  };
  const fonts = new Map(
    Object.entries(FONTS).map(([name, file]) => [name, add(name, readFileSync(fontFile(file)))]),
  );
  const stylesheet = readStyles().replaceAll(
    /asset:([\w.-]+)/g,
    (_, name: string) => fonts.get(name) as string,
  );
  return {
    stylesheet: add('carport.css', Buffer.from(stylesheet)),
    script: add('enhance.js', readFileSync(join(FOLDER, 'enhance.js'))),
    handOver: add('hand-over.js', readFileSync(join(FOLDER, 'hand-over.js'))),
    icon: add('icon.svg', readFileSync(join(FOLDER, 'icon.svg'))),
    files,
  };
};

const fontFile = (name: string): string => {
  const packageFile = createRequire(import.meta.url).resolve(
    '@fontsource-variable/inter/package.json',
  );
  return join(dirname(packageFile), 'files', name);
};

/** One stylesheet; the files' numbers give their order. */
const readStyles = (): string => {
  const folder = join(FOLDER, 'styles');
  return readdirSync(folder)
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
};
