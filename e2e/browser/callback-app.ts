import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An app that owners come back to: its redirect URI is a page that keeps what it was called with. */
export interface CallbackApp {
  readonly redirectUri: string;
  /** Every return, as it came. */
  readonly returns: readonly URL[];
  close(): Promise<void>;
}

const PATH = '/callback';

export const startCallbackApp = async (): Promise<CallbackApp> => {
  const returns: URL[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', redirectUri);
    if (url.pathname !== PATH) return response.writeHead(404).end();
    returns.push(url);
    response.setHeader('content-type', 'text/html');
    return response.end('<!doctype html><title>The app</title><h1>Back in the app</h1>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const redirectUri = `http://localhost:${(server.address() as AddressInfo).port}${PATH}`;
  return {
    redirectUri,
    returns,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
