// Launches the steady program and tells its process id; for a test that then kills the launcher.
import { launch } from '../../steps/processes.mjs';

const program = launch('scripts/test/programs/steady.mjs', [], process.env);
const { pid } = await program.message;
console.log(pid);
