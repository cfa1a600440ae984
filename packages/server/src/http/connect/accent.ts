/*
 * The colour that an app gives Connect: `flags=color:00819D`. It fills buttons as it is, and the writing on them is
 * black or white, whichever is read better. Where it is written or drawn with, and on the edge of buttons, it is made
 * darker by day and lighter at night until it stands out enough (WCAG 2.2, 1.4.3 and 1.4.11).
 */

type Rgb = readonly [number, number, number];

const TEXT_CONTRAST = 4.5;
const MARK_CONTRAST = 3;
const WHITE: Rgb = [255, 255, 255];
const BLACK: Rgb = [0, 0, 0];

/** What the colour stands on in either look, as the tokens of the stylesheet have it. */
const LOOKS = {
  light: { grounds: ['ffffff', 'f3f6f4'], ink: BLACK, soft: 0.1 },
  dark: { grounds: ['141c19', '0b110f', '0f1613'], ink: WHITE, soft: 0.18 },
} as const;

/** The stylesheet that follows the one of every page. */
export const accentStyles = (color: string): string =>
  `:root{${tokensOf(color, 'light')}}` +
  `@media (prefers-color-scheme:dark){:root{${tokensOf(color, 'dark')}}}`;

const tokensOf = (color: string, look: keyof typeof LOOKS): string =>
  Object.entries(accentTokens(color, look))
    .map(([name, value]) => `--${name}:#${value};`)
    .join('');

export const accentTokens = (color: string, look: keyof typeof LOOKS) => {
  const accent = parse(color);
  const { ink, soft: share, grounds } = LOOKS[look];
  const [surface = WHITE, ...others] = grounds.map(parse);
  const soft = mix(surface, accent, share);
  const mark = standingOut(accent, ink, [surface, soft, ...others], MARK_CONTRAST);
  const written = contrast(accent, WHITE) >= contrast(accent, BLACK) ? WHITE : BLACK;
  return {
    accent: print(accent),
    'on-accent': print(written),
    // Away from what is written on it.
    'accent-strong': print(mix(accent, written === WHITE ? BLACK : WHITE, 0.2)),
    'accent-soft': print(soft),
    'accent-mark': print(mark),
    'accent-edge': print(mark),
    'accent-ink': print(standingOut(accent, ink, [surface, soft, ...others], TEXT_CONTRAST)),
  };
};

const STEPS = 40;

/** The nearest shade towards the ink that stands out from everything under it. */
const standingOut = (color: Rgb, ink: Rgb, grounds: readonly Rgb[], wanted: number): Rgb => {
  const shades = Array.from({ length: STEPS + 1 }, (_, step) => mix(color, ink, step / STEPS));
  const isSeen = (shade: Rgb) => grounds.every((ground) => contrast(shade, ground) >= wanted);
  return shades.find(isSeen) ?? ink;
};

const parse = (hex: string): Rgb => {
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) =>
    Number.parseInt(hex.slice(at, at + 2), 16),
  );
  return [red, green, blue];
};

const print = (color: Rgb): string =>
  color.map((channel) => channel.toString(16).padStart(2, '0')).join('');

const mix = (from: Rgb, to: Rgb, share: number): Rgb => {
  const [red, green, blue] = [0, 1, 2].map((at) =>
    Math.round((from[at] ?? 0) * (1 - share) + (to[at] ?? 0) * share),
  ) as [number, number, number];
  return [red, green, blue];
};

/** From 1 to 21, as WCAG defines it. */
export const contrast = (one: Rgb, other: Rgb): number => {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [
    number,
    number,
  ];
  return (light + 0.05) / (dark + 0.05);
};

const luminance = (color: Rgb): number => {
  const [red, green, blue] = color.map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
