import type { Logger as PinoLogger } from 'pino';

/** What services need of a logger; pino fits it. */
export type Logger = Pick<PinoLogger, 'debug' | 'info' | 'warn' | 'error'>;
