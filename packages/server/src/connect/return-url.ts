const UNSAFE = /[^\x21-\x7e]|["<>#\\^`{|}]/g;

const percent = (text: string): string =>
  [...Buffer.from(text, 'latin1')]
    .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`)
    .join('');

/**
 * The owner's way back to the app: parameters after whatever query the registered URI has, in any scheme.
 *
 * `rawState` goes back exactly as it came. Decoding and encoding it again would change it, because SDKs
 * differ in whether `+` means a space; only what cannot stand in a URL is escaped.
 */
export const returnUrl = (
  redirectUri: string,
  parameters: Readonly<Record<string, string>>,
  rawState: string | null,
): string => {
  const pairs = Object.entries(parameters).map(
    ([name, value]) => `${name}=${encodeURIComponent(value)}`,
  );
  if (rawState !== null) pairs.push(`state=${rawState.replace(UNSAFE, percent)}`);
  const [before = '', ...fragment] = redirectUri.split('#');
  const joint = !before.includes('?') ? '?' : /[?&]$/.test(before) ? '' : '&';
  return [`${before}${joint}${pairs.join('&')}`, ...fragment].join('#');
};
