import { benchRead } from './read.js';

/** Every benchmark by name; `npm run bench -- read` runs one. */
const BENCHES: Readonly<Record<string, () => Promise<boolean>>> = { read: benchRead };

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in BENCHES));
if (unknown.length > 0) {
  console.error(
    `unknown benchmark ${unknown.join(', ')}; there are: ${Object.keys(BENCHES).join(', ')}`,
  );
  process.exit(2);
}
let held = true;
for (const [name, bench] of Object.entries(BENCHES)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  held = (await bench()) && held;
}
if (!held) console.log('A ratio is below its bar.');
process.exitCode = held ? 0 : 1;
