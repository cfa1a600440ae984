/** The two kinds of credentials that an `Authorization` header can carry. Schemes are case-insensitive. */

const BEARER = /^bearer +([^\s]+) *$/i;
const BASIC = /^basic +([A-Za-z0-9+/_-]+=*) *$/i;
const USUAL_BEARER = 'Bearer ';

export const bearerOf = (header: string | undefined): string | undefined => {
  if (header === undefined) return undefined;
  // The usual spelling is cut without a regular expression: every vehicle read comes through here.
  if (header.startsWith(USUAL_BEARER) && !header.includes(' ', USUAL_BEARER.length)) {
    return header.length > USUAL_BEARER.length ? header.slice(USUAL_BEARER.length) : undefined;
  }
  return BEARER.exec(header)?.[1];
};

export interface BasicCredentials {
  readonly name: string;
  readonly secret: string;
}

export const basicOf = (header: string | undefined): BasicCredentials | undefined => {
  const encoded = header === undefined ? undefined : BASIC.exec(header)?.[1];
  if (encoded === undefined) return undefined;
  const decoded = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  if (colon < 0) return undefined;
  return { name: decoded.slice(0, colon), secret: decoded.slice(colon + 1) };
};
