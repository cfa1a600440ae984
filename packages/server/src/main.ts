import { loadConfig } from './config.js';
import { runServer } from './run-server.js';

/** `carport`: one process, all roles. */
const config = loadConfig(process.argv.slice(2), process.env);
await runServer(config);
