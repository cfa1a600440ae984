import type { FastifyReply, FastifyRequest } from 'fastify';

/** The cookie that ties sessions to one browser. */
export interface BrowserCookie {
  read(request: FastifyRequest): string | undefined;
  write(reply: FastifyReply, secret: string): void;
}

/** `__Host-` keeps other hosts from setting it; browsers take that prefix over HTTPS only. */
export const createBrowserCookie = (publicUrl: string): BrowserCookie => {
  const secure = publicUrl.startsWith('https:');
  const name = secure ? '__Host-carport-connect' : 'carport-connect';
  const attributes = `Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
  return {
    read: ({ headers }) => {
      const pairs = (headers.cookie ?? '').split(/;\s*/);
      const own = pairs.find((pair) => pair.startsWith(`${name}=`));
      return own?.slice(name.length + 1);
    },
    write: (reply, secret) => {
      reply.header('set-cookie', `${name}=${secret}; ${attributes}`);
    },
  };
};
