import Fastify from 'fastify';
import { announce, endWithParent } from './served.js';

/** The yardstick: one route, no plugins, no log, the same JSON as Carport's battery. */
const app = Fastify();
app.get('/battery', () => ({ percentRemaining: 0.47, range: 216 }));
const origin = await app.listen({ host: '127.0.0.1', port: 0 });
endWithParent(() => app.close());
announce({ url: `${origin}/battery`, headers: {} });
