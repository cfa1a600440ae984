export * from '../access/access.js';
