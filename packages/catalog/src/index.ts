export * from './commands.js';
export * from './endpoints.js';
export * from './errors.js';
export * from './permissions.js';
export { DIAGNOSTIC_SYSTEMS } from './signals/diagnostics.js';
export * from './signals.js';
export * from './units.js';
export * from './vocabulary.js';
