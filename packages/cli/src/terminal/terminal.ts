/** Where a command writes to. Results go out, words about them to the side, so that pipes get results only. */
export interface Terminal {
  out(line: string): void;
  aside(line: string): void;
  readonly style: Style;
}

export type Style = Readonly<Record<keyof typeof CODES, (text: string) => string>>;

const CODES = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  cyan: [36, 39],
} as const;

const painted = (colours: boolean): Style =>
  Object.fromEntries(
    Object.entries(CODES).map(([name, [on, off]]) => [
      name,
      colours ? (text: string) => `\u001b[${on}m${text}\u001b[${off}m` : (text: string) => text,
    ]),
  ) as Style;

interface Stream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Colours only where somebody looks at them, and never with NO_COLOR. */
export const createTerminal = (
  { stdout, stderr }: { readonly stdout: Stream; readonly stderr: Stream },
  env: Readonly<Record<string, string | undefined>>,
): Terminal => ({
  out: (line) => void stdout.write(`${line}\n`),
  aside: (line) => void stderr.write(`${line}\n`),
  style: painted(stdout.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb'),
});
