import { connect } from 'node:tls';
import { afterEach, expect, test } from 'vitest';
import { createTransport, type Transport } from '../../../src/webhooks/outgoing/transport.js';
import {
  AUTHORITY,
  type CertificateName,
  type SecureReceiver,
  startSecureReceiver,
} from '../../support/certificates/certificates.js';

let receiver: SecureReceiver;
let transport: Transport;
afterEach(async () => {
  await transport.close();
  await receiver.close();
});

const startWith = async (...server: Parameters<typeof startSecureReceiver>): Promise<void> => {
  receiver = await startSecureReceiver(...server);
  transport = createTransport({
    ...{ allowLocalCallbacks: true, timeoutMs: 2_000, authorities: [AUTHORITY] },
    lookup: (_name, { all }, callback) =>
      all ? callback(null, [{ address: '127.0.0.1', family: 4 }]) : callback(null, '127.0.0.1', 4),
  });
};
const send = () => transport.post({ url: receiver.url, headers: {}, body: Buffer.from('{}') });

test.each(['TLSv1.2', 'TLSv1.3'] as const)(
  'a valid certificate over %s is accepted',
  async (version) => {
    await startWith('good', { minVersion: version, maxVersion: version });
    expect(await send()).toMatchObject({ statusCode: 200, error: null });
    expect(receiver.requests()).toBe(1);
  },
);

const REFUSED: readonly (readonly [CertificateName, string])[] = [
  ['expired', 'certificate has expired'],
  ['future', 'certificate is not valid yet'],
  ['other', 'certificate is for another host'],
  ['self', 'certificate is self-signed'],
];

// A session that is resumed is not checked again, so refusing once would not be enough.
test.each(
  REFUSED.flatMap(([name, error]) => [
    ['TLSv1.2', name, error] as const,
    ['TLSv1.3', name, error] as const,
  ]),
)(
  'over %s a certificate that is %s is refused, however often it comes',
  async (version, name, error) => {
    await startWith(name, { minVersion: version, maxVersion: version });
    for (let time = 0; time < 4; time++) {
      expect(await send()).toMatchObject({ statusCode: null, error });
    }
    expect(receiver.requests()).toBe(0);
  },
);

test('TLS 1.1 is refused', async () => {
  await startWith('good', { minVersion: 'TLSv1', maxVersion: 'TLSv1.1' });
  // The receiver does speak it, to whoever accepts that.
  const { port } = new URL(receiver.url);
  const spoken = await new Promise((resolve, reject) => {
    const socket = connect(
      {
        port: Number(port),
        host: '127.0.0.1',
        servername: 'good.localhost',
        ca: AUTHORITY,
        minVersion: 'TLSv1',
        ciphers: 'DEFAULT@SECLEVEL=0',
      },
      () => {
        resolve(socket.getProtocol());
        socket.destroy();
      },
    ).on('error', reject);
  });
  expect(spoken).toBe('TLSv1.1');
  expect(await send()).toMatchObject({ statusCode: null, error: 'TLS handshake failed' });
  expect(receiver.requests()).toBe(0);
});
