export interface ServerSentEvent {
  readonly event: string;
  readonly data: unknown;
}

export interface EventStream {
  /** The next event of that name; earlier ones are passed over. */
  next(name: string, accept?: (data: unknown) => boolean): Promise<unknown>;
  close(): void;
}

/** Reads an answer as server-sent events. */
export const readEvents = (response: Response): EventStream => {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  const waiting: ServerSentEvent[] = [];

  const more = async (): Promise<void> => {
    const chunk = await reader?.read();
    if (chunk === undefined || chunk.done) throw new Error('the stream has ended');
    const blocks = (rest + chunk.value).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const event = /^event: (.*)$/m.exec(block)?.[1];
      const data = /^data: (.*)$/m.exec(block)?.[1];
      if (event !== undefined && data !== undefined) {
        waiting.push({ event, data: JSON.parse(data) });
      }
    }
  };

  return {
    next: async (name, accept = () => true) => {
      for (;;) {
        const found = waiting.shift();
        if (found === undefined) await more();
        else if (found.event === name && accept(found.data)) return found.data;
      }
    },
    close: () => {
      void reader?.cancel().catch(() => undefined);
    },
  };
};
