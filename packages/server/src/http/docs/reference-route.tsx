import type { FastifyInstance } from 'fastify';
import type { Site } from '../pages/design/site.js';

export const REFERENCE_PATH = '/docs/api';

export const referenceRoute = (_app: FastifyInstance, _site: Site): void => {};
