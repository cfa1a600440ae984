#!/usr/bin/env node
import { existsSync } from 'node:fs';

const compiled = new URL('../dist/main.js', import.meta.url);
if (existsSync(compiled)) {
  await import(compiled.href);
} else {
  console.error('The carport command is not built yet. Run npm start once, or: npm run build');
  process.exitCode = 1;
}
