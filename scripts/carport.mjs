import './check-node.mjs';

await import('./steps/carport.mjs');
