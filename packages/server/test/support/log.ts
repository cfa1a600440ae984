import type { Logger } from '../../src/platform/logger.js';

const ignore = (): void => undefined;

export const silentLog: Logger = { debug: ignore, info: ignore, warn: ignore, error: ignore };
