import type { FastifyReply } from 'fastify';
import type { Quota } from '../limits/contract.js';

/** As in draft-ietf-httpapi-ratelimit-headers: the policies that count the request, and where the client stands. */
const POLICY_HEADER = 'ratelimit-policy';
const LEVEL_HEADER = 'ratelimit';

export const addQuotas = (reply: FastifyReply, quotas: readonly Quota[]): void => {
  append(reply, POLICY_HEADER, quotas.map(policyItem));
  append(reply, LEVEL_HEADER, quotas.map(levelItem));
};

const append = (reply: FastifyReply, header: string, items: readonly string[]): void => {
  const before = reply.getHeader(header);
  reply.header(header, (before === undefined ? items : [before, ...items]).join(', '));
};

const policyItem = ({ policy, limit, windowSeconds }: Quota): string =>
  `"${policy}";q=${limit};w=${windowSeconds}`;

const levelItem = ({ policy, remaining, secondsToMore }: Quota): string =>
  `"${policy}";r=${remaining}${secondsToMore > 0 ? `;t=${secondsToMore}` : ''}`;
