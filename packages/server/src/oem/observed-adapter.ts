import { AdapterFailure, type OemAdapter } from './contract.js';

export interface ObservedAdapterCall {
  readonly adapter: string;
  readonly call: 'authorize' | 'read' | 'command';
  /** `ok`, or the type of the error that it failed with. */
  readonly outcome: string;
  readonly seconds: number;
}

/** The same adapter, every call of which to the carmaker is told of. */
export const observedAdapter = (
  adapter: OemAdapter,
  observe: (call: ObservedAdapterCall) => void,
): OemAdapter => {
  const observing =
    <Given extends unknown[], Answer>(
      call: ObservedAdapterCall['call'],
      work: (...given: Given) => Promise<Answer>,
    ) =>
    async (...given: Given): Promise<Answer> => {
      const began = performance.now();
      const tell = (outcome: string): void =>
        observe({
          adapter: adapter.id,
          call,
          outcome,
          seconds: (performance.now() - began) / 1000,
        });
      try {
        const answer = await work(...given);
        tell('ok');
        return answer;
      } catch (error) {
        tell(error instanceof AdapterFailure ? error.type : 'SERVER');
        throw error;
      }
    };
  return {
    ...adapter,
    authorize: observing('authorize', (login) => adapter.authorize(login)),
    read: observing('read', (car) => adapter.read(car)),
    command: observing('command', (car, call) => adapter.command(car, call)),
  };
};
