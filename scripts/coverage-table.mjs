import './check-node.mjs';

await import('./steps/coverage-table.mjs');
