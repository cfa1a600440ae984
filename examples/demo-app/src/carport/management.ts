import { AppError, problem } from '../smartcar/problem.js';

/** What the SDK has no method for: the platform's v3 API under an application token. */
export interface Management {
  listWebhooks(): Promise<KnownWebhook[]>;
  /** Answers with its id. */
  createWebhook(definition: WebhookDefinition): Promise<string>;
  moveWebhook(id: string, callbackUri: string): Promise<void>;
  /** Ends well when the platform got the right answer to its challenge. */
  verifyWebhook(id: string): Promise<void>;
  /** Moves a simulated car's time forward. */
  advance(carId: string, userId: string, seconds: number): Promise<void>;
}

export interface KnownWebhook {
  readonly id: string;
  readonly name: string;
  readonly callbackUri: string;
}

export interface WebhookDefinition {
  readonly name: string;
  readonly callbackUri: string;
  readonly triggers: readonly string[];
  readonly data: readonly string[];
  readonly autoSubscribe: boolean;
  readonly isEnabled: boolean;
}

export interface ManagementSettings {
  readonly carportUrl: string;
  readonly apiClientId: string;
  readonly apiClientSecret: string;
}

type Json = Readonly<Record<string, unknown>>;
type Call = (method: string, path: string, attributes?: object, userId?: string) => Promise<Json>;

export const createManagement = (settings: ManagementSettings, now: () => number): Management => {
  const call = createCall(settings, now);
  return {
    listWebhooks: async () =>
      resources(await call('GET', '/v3/webhooks?page[size]=100')).map(({ id, attributes }) => ({
        id,
        name: String(attributes.name),
        callbackUri: String(attributes.callbackUri),
      })),
    createWebhook: async (definition) => {
      const [created] = resources(await call('POST', '/v3/webhooks', definition));
      if (created === undefined)
        throw new AppError(problem('The webhook came back without an id.'));
      return created.id;
    },
    moveWebhook: async (id, callbackUri) => {
      await call('PATCH', `/v3/webhooks/${id}`, { callbackUri });
    },
    verifyWebhook: async (id) => {
      const answer = await call('POST', `/v3/webhooks/${id}/verify`);
      const { verified, error } = { ...resources(answer)[0]?.attributes };
      if (verified === false) {
        throw new AppError(problem(`Verification failed${error ? `: ${String(error)}` : '.'}`));
      }
    },
    advance: async (carId, userId, seconds) => {
      const path = `/v3/vehicles/${encodeURIComponent(carId)}/simulation/advance`;
      await call('POST', path, { seconds }, userId);
    },
  };
};

const TIMEOUT = 20_000;

const createCall = (settings: ManagementSettings, now: () => number): Call => {
  let token: { value: string; until: number } | null = null;

  const send = async (method: string, path: string, init: RequestInit): Promise<Response> => {
    try {
      const signal = AbortSignal.timeout(TIMEOUT);
      return await fetch(`${settings.carportUrl}${path}`, { ...init, method, signal });
    } catch {
      throw new AppError(
        problem(`Nobody answers at ${settings.carportUrl}.`, { type: 'UNREACHABLE' }),
      );
    }
  };

  const bearer = async (): Promise<string> => {
    if (token !== null && token.until > now()) return token.value;
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: settings.apiClientId,
      client_secret: settings.apiClientSecret,
    });
    const response = await send('POST', '/oauth2/token', { body });
    const answer = await jsonOf(response);
    if (!response.ok || typeof answer.access_token !== 'string') {
      throw new AppError(
        problem(`No application token: ${String(answer.error ?? response.status)}.`),
      );
    }
    const seconds = Number(answer.expires_in ?? 0) - 60;
    token = { value: answer.access_token, until: now() + seconds * 1000 };
    return token.value;
  };

  const attempt = async (
    ...[method, path, attributes, userId]: Parameters<Call>
  ): Promise<Response> => {
    const headers: Record<string, string> = { authorization: `Bearer ${await bearer()}` };
    if (userId !== undefined) headers['sc-user-id'] = userId;
    if (attributes === undefined) return send(method, path, { headers });
    headers['content-type'] = 'application/json';
    return send(method, path, { headers, body: JSON.stringify({ data: { attributes } }) });
  };

  return async (...parameters) => {
    let response = await attempt(...parameters);
    if (response.status === 401) {
      token = null;
      response = await attempt(...parameters);
    }
    const answer = await jsonOf(response);
    if (!response.ok) throw new AppError(problemOfAnswer(response, answer));
    return answer;
  };
};

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null;

const jsonOf = async (response: Response): Promise<Json> => {
  const body: unknown = await response.json().catch(() => null);
  return isJson(body) ? body : {};
};

const resources = (answer: Json): { id: string; attributes: Json }[] => {
  const list: unknown[] = Array.isArray(answer.data) ? answer.data : [answer.data];
  return list.filter(isJson).map((item) => ({
    id: String(item.id),
    attributes: isJson(item.attributes) ? item.attributes : {},
  }));
};

const problemOfAnswer = (response: Response, answer: Json): ReturnType<typeof problem> => {
  const first: unknown = Array.isArray(answer.errors) ? answer.errors[0] : answer;
  const error = isJson(first) ? first : {};
  const links = isJson(error.links) ? error.links : {};
  const message = error.suggestedUserMessage ?? error.detail ?? error.description ?? error.title;
  return problem(String(message ?? `The platform answered ${response.status}.`), {
    type: String(error.type ?? 'UNKNOWN'),
    code: error.code == null ? null : String(error.code),
    docUrl: typeof links.about === 'string' ? links.about : null,
  });
};
