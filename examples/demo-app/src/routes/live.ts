import type { ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { CarState } from '../car/state.js';
import { feedItem, feedStatus } from '../pages/feed-list.js';
import { live } from '../pages/live.js';
import { liveView, type Showroom } from '../showroom.js';
import type { Happening } from '../webhooks/feed.js';
import { carOf } from './visitor.js';

const HEARTBEAT = 20_000;

/** Server-sent events: `fragments` renews parts of the page by their ids, `happening` adds to the feed. */
export const liveRoutes = (app: FastifyInstance, room: Showroom): void => {
  const open = new Set<ServerResponse>();

  app.get<{ Params: { id: string } }>('/cars/:id/events', (request, reply) => {
    const key = carOf(room, request, request.params.id);
    if (key === undefined) {
      // No content tells the browser to stop asking.
      void reply.code(204).send();
      return;
    }
    reply.hijack();
    const stream = reply.raw;
    stream.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    const send = (event: string, data: unknown): void => {
      stream.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    };
    const sendState = (state: CarState): void =>
      send('fragments', {
        live: live(liveView(room, key, state)).text,
        'feed-status': feedStatus(room.registration.status()).text,
      });
    const sendHappening = (happening: Happening): void =>
      send('happening', { id: `event-${happening.id}`, html: feedItem(happening).text });

    open.add(stream);
    stream.write('retry: 2000\n\n');
    // After a lost connection the page catches up; what it has already, it leaves alone.
    for (const happening of [...room.feed.recent(key.owned.car.id)].reverse()) {
      sendHappening(happening);
    }
    const unfollow = [
      room.watches.follow(key, sendState),
      room.feed.follow(key.owned.car.id, sendHappening),
    ];
    const heartbeat = setInterval(() => stream.write(': still here\n\n'), HEARTBEAT);
    stream.on('close', () => {
      clearInterval(heartbeat);
      for (const stop of unfollow) stop();
      open.delete(stream);
    });
  });

  app.addHook('preClose', async () => {
    for (const stream of open) stream.end();
  });
};
