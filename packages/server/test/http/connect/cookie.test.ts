import Fastify from 'fastify';
import { expect, test } from 'vitest';
import { createBrowserCookie } from '../../../src/http/connect/cookie.js';

const roundTrip = async (publicUrl: string, sent: string) => {
  const cookie = createBrowserCookie(publicUrl);
  const app = Fastify();
  app.get('/', async (request, reply) => {
    cookie.write(reply, 'new');
    return { read: cookie.read(request) ?? null };
  });
  const response = await app.inject({ url: '/', headers: { cookie: sent } });
  await app.close();
  return { read: response.json().read, written: response.headers['set-cookie'] };
};

test('over HTTPS it is bound to this host', async () => {
  const { read, written } = await roundTrip(
    'https://carport.example',
    'a=b; __Host-carport-connect=s3cret; carport-connect=planted',
  );
  expect(read).toBe('s3cret');
  expect(written).toBe('__Host-carport-connect=new; Path=/; HttpOnly; SameSite=Lax; Secure');
});

test('on plain localhost it goes without', async () => {
  const { read, written } = await roundTrip('http://localhost:4000', 'carport-connect=s3cret');
  expect(read).toBe('s3cret');
  expect(written).toBe('carport-connect=new; Path=/; HttpOnly; SameSite=Lax');
});

test('no cookie, no secret', async () => {
  expect((await roundTrip('http://localhost:4000', 'xcarport-connect=1')).read).toBeNull();
});
