/** What a server under load tells the run that started it. */
export interface Served {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

export const announce = (served: Served): void => {
  process.send?.(served);
};

/** Ends the process when the run that started it is over, however it ended. */
export const endWithParent = (close: () => Promise<void>): void => {
  process.once('disconnect', () => {
    void close().finally(() => process.exit(0));
  });
};
