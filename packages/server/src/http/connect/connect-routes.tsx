import type { Language } from '@carport/catalog';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Connect, Ticket, Visit } from '../../connect/contract.js';
import { type Place, STEPS, type Step } from '../../connect/session.js';
import { Fault } from '../../platform/fault.js';
import type { Logger } from '../../platform/logger.js';
import type { Assets } from '../pages/assets.js';
import { sendPage } from '../pages/send-page.js';
import { UNDOCUMENTED } from '../pages/undocumented.js';
import { accentRoute } from './accent-route.js';
import { authorizeSchema, batterySchema, reauthenticateSchema } from './authorize-schema.js';
import { showBattery, takeBattery } from './battery-routes.js';
import { type BrowserCookie, createBrowserCookie } from './cookie.js';
import { pageAfter, readAction } from './form.js';
import { handOverRoutes } from './hand-over-routes.js';
import { renderView } from './render-view.js';
import { goTo, languageOf, queryOf, type Surface } from './surface.js';
import { TEXTS } from './texts/texts.js';
import { DeadEnd, Refused, Returning } from './views/endings.js';
import type { Frame } from './views/shell.js';

export interface ConnectRoutesDeps {
  readonly connect: Connect;
  readonly assets: Assets;
  readonly log: Logger;
  readonly publicUrl: string;
}

const FORM_LIMIT = 64 * 1024;

/** `/oauth/authorize` and the pages of the consent flow. */
export const connectRoutes =
  ({ connect, assets, log, publicUrl }: ConnectRoutesDeps) =>
  async (app: FastifyInstance): Promise<void> => {
    const frameIn = (language: Language, accent: string | null = null): Frame => ({
      ...{ assets, texts: TEXTS[language], accent },
    });
    const surface: Surface = { connect, frameIn, cookie: createBrowserCookie(publicUrl) };
    readForms(app);
    app.setErrorHandler((error: Fault | { readonly statusCode?: number }, request, reply) => {
      const status = error instanceof Fault ? error.row.status : (error.statusCode ?? 500);
      if (status >= 500) log.error({ err: error }, 'a page of Connect failed');
      const frame = frameIn(languageOf(request));
      return sendPage(reply, <DeadEnd frame={frame} said="broken" />, { status });
    });

    app.get('/oauth/authorize', authorizeSchema, begin(surface, connect.begin));
    app.get('/oauth/reauthenticate', reauthenticateSchema, begin(surface, connect.beginAgain));
    app.get('/connect/:session', UNDOCUMENTED, show(surface));
    app.get('/connect/:session/:place', UNDOCUMENTED, show(surface));
    app.post('/connect/:session/:place', UNDOCUMENTED, act(surface));
    app.get('/battery-capacity', batterySchema, showBattery(surface));
    app.post('/battery-capacity', UNDOCUMENTED, takeBattery(surface));
    app.get('/grant', UNDOCUMENTED, showNewest(surface, 'permissions'));
    accentRoute(app);
    handOverRoutes(app, surface, assets);
  };

/** Forms arrive as URLSearchParams; nothing else is read here. */
const readForms = (app: FastifyInstance): void => {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: FORM_LIMIT },
    (_request, body, done) => done(null, new URLSearchParams(body.toString())),
  );
};

const begin =
  ({ cookie, frameIn }: Surface, start: Connect['begin']) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const beginning = await start(queryOf(request), {
      browser: cookie.read(request),
      languages: request.headers['accept-language'] ?? '',
    });
    switch (beginning.kind) {
      case 'started':
        cookie.write(reply, beginning.browser);
        return goTo(reply, `/connect/${beginning.sessionId}/preamble`);
      case 'refused': {
        const frame = frameIn(languageOf(request));
        return sendPage(reply, <Refused frame={frame} refusal={beginning.refusal} />, {
          status: 400,
        });
      }
      case 'returned':
        return goTo(reply, beginning.url);
    }
  };

type SessionRequest = FastifyRequest<{ Params: { session: string; place?: string } }>;

const ticketOf = (cookie: BrowserCookie, request: FastifyRequest): Ticket => ({
  sessionId: (request as SessionRequest).params.session,
  browser: cookie.read(request),
});

const PLACES: readonly Place[] = [...STEPS, 'stopped', 'returning', 'done'];

const placeIn = (request: FastifyRequest): Place | undefined =>
  PLACES.find((place) => place === (request as SessionRequest).params.place);

const stepIn = (request: FastifyRequest): Step | undefined =>
  STEPS.find((step) => step === (request as SessionRequest).params.place);

const show =
  (surface: Surface) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const { connect, cookie } = surface;
    const ticket = ticketOf(cookie, request);
    const visit = await connect.visit(ticket, placeIn(request));
    return sendVisit(surface, request, reply, ticket.sessionId, visit);
  };

/** A step's address without a session, as people type it who have heard of it. */
const showNewest =
  (surface: Surface, place: Step) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const { connect, cookie, frameIn } = surface;
    const newest = await connect.visitNewest(cookie.read(request), place);
    if (newest.kind === 'session') {
      const { sessionId, visit } = newest;
      return visit.kind === 'page'
        ? goTo(reply, `/connect/${sessionId}/${place}`)
        : sendVisit(surface, request, reply, sessionId, visit);
    }
    const frame = frameIn(languageOf(request));
    return sendPage(reply, <Refused frame={frame} refusal={newest.refusal} />, { status: 400 });
  };

const sendVisit = (
  surface: Surface,
  request: FastifyRequest,
  reply: FastifyReply,
  sessionId: string,
  visit: Visit,
): FastifyReply => {
  const { frameIn } = surface;
  const base = `/connect/${sessionId}`;
  switch (visit.kind) {
    case 'missing':
      return sendDeadEnd(surface, request, reply, 'missing');
    case 'elsewhere':
      return goTo(reply, `${base}/${visit.place}`);
    case 'ahead': {
      const frame = frameIn(visit.language, visit.accent);
      const page = (
        <Refused frame={frame} refusal={visit.refusal} carryOn={`${base}/${visit.place}`} />
      );
      return sendPage(reply, page, { status: 400 });
    }
    case 'returning': {
      const frame = frameIn(visit.session.language, visit.session.request.accent);
      return sendPage(reply, <Returning frame={frame} session={visit.session} url={visit.url} />);
    }
    case 'page': {
      const frame = frameIn(visit.view.session.language, visit.view.session.request.accent);
      const page = renderView(frame, visit.view, base, new URLSearchParams(queryOf(request)));
      const formsLead = LEADING_BACK.has(visit.view.place) ? 'anywhere' : 'here';
      return sendPage(reply, page, { formsLead });
    }
  }
};

/** The pages whose forms can end at the app. */
const LEADING_BACK: ReadonlySet<Place> = new Set(['permissions', 'battery', 'virtual-key']);

const DEAD_ENDS = { missing: 404, forged: 403 } as const;

const sendDeadEnd = (
  { frameIn }: Surface,
  request: FastifyRequest,
  reply: FastifyReply,
  said: keyof typeof DEAD_ENDS,
): FastifyReply => {
  const page = <DeadEnd frame={frameIn(languageOf(request))} said={said} />;
  return sendPage(reply, page, { status: DEAD_ENDS[said] });
};

const act =
  (surface: Surface) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const { connect, cookie } = surface;
    const step = stepIn(request);
    const form = request.body instanceof URLSearchParams ? request.body : new URLSearchParams();
    const ticket = ticketOf(cookie, request);
    if (step === undefined) return sendDeadEnd(surface, request, reply, 'missing');
    const reaction = await connect.act(ticket, form.get('token') ?? '', readAction(step, form));
    switch (reaction.kind) {
      case 'missing':
      case 'forged':
        return sendDeadEnd(surface, request, reply, reaction.kind);
      case 'leave':
        return goTo(reply, reaction.url);
      case 'go': {
        // Staying on the list of cars means turning its page.
        const turned = step === 'vehicles' && reaction.place === 'vehicles';
        const page = turned ? `?page=${pageAfter(form)}` : '';
        return goTo(reply, `/connect/${ticket.sessionId}/${reaction.place}${page}`);
      }
    }
  };
