import './check-node.mjs';

await import('./steps/test.mjs');
