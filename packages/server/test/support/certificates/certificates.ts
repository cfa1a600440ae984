import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { SecureVersion } from 'node:tls';

export type CertificateName = 'good' | 'expired' | 'future' | 'other' | 'self';

const pem = (name: string): string => readFileSync(new URL(`${name}.pem`, import.meta.url), 'utf8');

/** Vouches for every certificate here but `self`. */
export const AUTHORITY = pem('authority');

export interface SecureReceiver {
  /** Its certificates are for this name, `other` alone is not. */
  readonly url: string;
  /** How many requests came through. */
  readonly requests: () => number;
  close(): Promise<void>;
}

/** An https server on this machine; old versions of TLS have to be asked for. */
export const startSecureReceiver = async (
  certificate: CertificateName,
  versions: { readonly minVersion?: SecureVersion; readonly maxVersion?: SecureVersion } = {},
): Promise<SecureReceiver> => {
  let requests = 0;
  const server = createServer(
    {
      ...{ cert: pem(certificate), key: pem(`${certificate}.key`), ...versions },
      // OpenSSL speaks TLS 1.1 at its lowest level of security only.
      ...(versions.maxVersion === 'TLSv1.1' && { ciphers: 'DEFAULT@SECLEVEL=0' }),
    },
    (request, response) => {
      requests += 1;
      request.resume();
      // Every request has a connection of its own, and so a handshake.
      request.on('end', () => response.writeHead(200, { connection: 'close' }).end());
    },
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `https://good.localhost:${port}/hook`,
    requests: () => requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
