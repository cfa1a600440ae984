/** What goes over the line between a benchmark and its programs. */
export interface Call {
  readonly id: number;
  readonly name: string;
  readonly argument: unknown;
}

export interface Answer {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: string;
}

type Calls = Readonly<Record<string, (argument: never) => unknown>>;

/** What the benchmark gave the program to start with. */
export const startArgument = <T>(): T => JSON.parse(process.argv[2] ?? '{}') as T;

/** Answers calls from now on, and ends the process when the benchmark is over, however it ended. */
export const answerCalls = (calls: Calls, close: () => Promise<unknown>): void => {
  const all: Calls = { ready: () => true, processorTime: () => process.cpuUsage(), ...calls };
  process.on('message', ({ id, name, argument }: Call) => {
    Promise.resolve()
      .then(() => all[name]?.(argument as never))
      .then(
        (result) => process.send?.({ id, result } satisfies Answer),
        (error: unknown) => process.send?.({ id, error: String(error) } satisfies Answer),
      );
  });
  process.once('disconnect', () => {
    void close().finally(() => process.exit(0));
  });
};
