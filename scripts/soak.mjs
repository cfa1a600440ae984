import './check-node.mjs';

await import('./steps/soak.mjs');
