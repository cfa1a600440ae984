import type { RetiringVersion } from '@carport/catalog';
import type { FastifyInstance } from 'fastify';

const MILLISECONDS_PER_SECOND = 1_000;

/** RFC 9745, RFC 8594 and the link to the page that explains them. */
export const retirementHeaders = (
  { deprecatedOn, sunsetOn, docPath }: RetiringVersion,
  publicUrl: string,
): Readonly<Record<'deprecation' | 'sunset' | 'link', string>> => ({
  deprecation: `@${Date.parse(deprecatedOn) / MILLISECONDS_PER_SECOND}`,
  sunset: new Date(sunsetOn).toUTCString(),
  link: `<${publicUrl}${docPath}>; rel="deprecation"; type="text/html"`,
});

/** On every answer of the routes that are registered in this scope. */
export const announceRetirement = (
  app: FastifyInstance,
  version: RetiringVersion,
  publicUrl: string,
): void => {
  const { deprecation, sunset, link } = retirementHeaders(version, publicUrl);
  app.addHook('onRequest', (_request, reply, done) => {
    reply.header('deprecation', deprecation);
    reply.header('sunset', sunset);
    reply.header('link', link);
    done();
  });
};
