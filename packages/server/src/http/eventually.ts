export { type Eventually, whenKnown } from '../platform/eventually.js';
