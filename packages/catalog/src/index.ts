export * from './commands.js';
export * from './errors.js';
export * from './permissions.js';
export * from './signals.js';
export * from './units.js';
export * from './vocabulary.js';
