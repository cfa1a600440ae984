const HTTPS = 443;
const FIRST_UNPRIVILEGED = 1_024;

/** From there on, the ports that browsers refuse too, since other protocols than HTTP live there. */
const OTHER_PROTOCOLS = new Set([
  ...[1_719, 1_720, 1_723, 2_049, 3_659, 4_045, 4_190, 5_060, 5_061, 6_000, 6_566],
  ...[6_665, 6_666, 6_667, 6_668, 6_669, 6_679, 6_697, 10_080],
]);

/** Whether callbacks outside of this machine may use the port of a URL; empty text is its scheme's own. */
export const isCallbackPort = (port: string): boolean => {
  const number = port === '' ? HTTPS : Number(port);
  return number === HTTPS || (number >= FIRST_UNPRIVILEGED && !OTHER_PROTOCOLS.has(number));
};
