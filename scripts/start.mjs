import './check-node.mjs';

await import('./steps/start.mjs');
