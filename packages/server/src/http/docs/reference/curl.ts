interface Call {
  readonly url: string;
  readonly method: string;
  /** `accessToken` and its kind; none for a route that is open to everybody. */
  readonly scheme: string | undefined;
  readonly body: { readonly mediaType: string; readonly example: unknown } | undefined;
}

const CREDENTIALS: Readonly<Record<string, string>> = {
  accessToken: '-H "Authorization: Bearer $ACCESS_TOKEN"',
  applicationToken: '-H "Authorization: Bearer $APPLICATION_TOKEN"',
  managementBearer: '-H "Authorization: Bearer $CARPORT_MANAGEMENT_TOKEN"',
  managementBasic: '-u "default:$CARPORT_MANAGEMENT_TOKEN"',
  clientBasic: '-u "$SMARTCAR_CLIENT_ID:$SMARTCAR_CLIENT_SECRET"',
};

/** The request as a line for a shell; the names are those that the demo's environment file sets. */
export const curlOf = ({ url, method, scheme, body }: Call): string =>
  [
    `curl ${method === 'GET' ? '' : `-X ${method} `}"${url}"`,
    ...(scheme && CREDENTIALS[scheme] ? [CREDENTIALS[scheme]] : []),
    ...(body ? bodyLines(body) : []),
  ].join(' \\\n  ');

const bodyLines = ({ mediaType, example }: NonNullable<Call['body']>): string[] => {
  if (mediaType !== 'application/json') {
    const fields = Object.entries((example ?? {}) as Record<string, unknown>);
    return fields.map(([name, value]) => `--data-urlencode "${name}=${String(value)}"`);
  }
  return [
    '-H "Content-Type: application/json"',
    ...(example === undefined ? [] : [`-d '${JSON.stringify(example)}'`]),
  ];
};
