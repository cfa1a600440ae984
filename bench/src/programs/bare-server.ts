import Fastify from 'fastify';
import { answerCalls, startArgument } from './calls.js';

/** The yardstick: one route, no plugins, no log, and the same JSON as the answer that it is compared with. */
const { body } = startArgument<{ body: unknown }>();

const app = Fastify();
app.get('/', () => body);
const origin = await app.listen({ host: '127.0.0.1', port: 0 });
answerCalls({ target: () => ({ url: origin, headers: {} }) }, () => app.close());
