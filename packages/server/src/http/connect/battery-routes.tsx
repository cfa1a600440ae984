import type { FastifyReply, FastifyRequest } from 'fastify';
import type { BatteryVisit } from '../../connect/battery-contract.js';
import { sendPage } from '../pages/send-page.js';
import { readBattery } from './form.js';
import { goTo, languageOf, queryOf, type Surface } from './surface.js';
import { Battery } from './views/battery.js';
import { Refused } from './views/endings.js';

type Handler = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

/** Everything that the page is about stands in its query, so the page is its own way back. */
const PATH = '/battery-capacity';

export const showBattery =
  (surface: Surface): Handler =>
  async (request, reply) => {
    const query = queryOf(request);
    const visit = await surface.connect.battery.visit(query, languagesOf(request));
    if (visit.kind !== 'page') return leave(surface, request, reply, visit);
    const { view } = visit;
    const page = (
      <Battery frame={surface.frameIn(view.language)} view={view} action={addressOf(query, {})} />
    );
    return sendPage(reply, page, { formsLead: 'anywhere' });
  };

export const takeBattery =
  (surface: Surface): Handler =>
  async (request, reply) => {
    const query = queryOf(request);
    const form = request.body instanceof URLSearchParams ? request.body : new URLSearchParams();
    const language = form.get('language');
    if (language !== null) return goTo(reply, addressOf(query, { language }));
    const reaction = await surface.connect.battery.act(query, readBattery(form));
    return reaction.kind === 'stay'
      ? goTo(reply, addressOf(query, { said: reaction.state }))
      : leave(surface, request, reply, reaction);
  };

const leave = (
  { frameIn }: Surface,
  request: FastifyRequest,
  reply: FastifyReply,
  told: Exclude<BatteryVisit, { kind: 'page' }>,
): FastifyReply => {
  if (told.kind === 'returned') return goTo(reply, told.url);
  const frame = frameIn(languageOf(request));
  return sendPage(reply, <Refused frame={frame} refusal={told.refusal} />, { status: 400 });
};

const languagesOf = ({ headers }: FastifyRequest): string => headers['accept-language'] ?? '';

/** The page with other words at the end of its query, whose other bytes stay as they are. */
const addressOf = (query: string, words: Readonly<Record<string, string>>): string => {
  const fleeting = 'language' in words ? /^(?:said|language)=/ : /^said=/;
  const kept = query.split('&').filter((pair) => pair !== '' && !fleeting.test(pair));
  return `${PATH}?${[...kept, ...new URLSearchParams(words).toString().split('&')].filter(Boolean).join('&')}`;
};
