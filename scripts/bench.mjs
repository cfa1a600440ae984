import './check-node.mjs';

await import('./steps/bench.mjs');
