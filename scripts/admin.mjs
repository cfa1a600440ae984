import './check-node.mjs';

await import('./steps/admin.mjs');
