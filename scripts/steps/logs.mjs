import { createWriteStream, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { dim, red } from './terminal.mjs';

const LARGEST_BYTES = 10_000_000;
const WARNING = 40;
const ERROR = 50;

/** Keeps a program's output in a file, and shows of it what a person should not miss. */
export const keepLog = (output, file, show = (line) => process.stderr.write(`${line}\n`)) => {
  mkdirSync(dirname(file), { recursive: true });
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LARGEST_BYTES) {
    renameSync(file, `${file}.1`);
  }
  const log = createWriteStream(file, { flags: 'a' });
  createInterface({ input: output })
    .on('line', (line) => {
      log.write(`${line}\n`);
      const important = worthShowing(line);
      if (important) show(important);
    })
    .once('close', () => log.end());
};

/** Warnings and errors of a JSON log as a line of text; everything that is no JSON log, as it is. */
export const worthShowing = (line) => {
  const entry = parsed(line);
  if (!entry) return line;
  if (!(entry.level >= WARNING)) return null;
  const reason = entry.err?.message;
  const detail = reason && reason !== entry.msg ? dim(` (${reason})`) : '';
  return `${entry.level >= ERROR ? red('error') : 'warning'}: ${entry.msg}${detail}`;
};

const parsed = (line) => {
  try {
    const value = JSON.parse(line);
    return typeof value?.level === 'number' ? value : null;
  } catch {
    return null;
  }
};
