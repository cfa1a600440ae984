import { launch } from './processes.mjs';

/** The programs that run together: one ends, all end. */
export const createPrograms = (say) => {
  const running = new Map();
  let isStopping = false;
  let code = 0;

  const stopAll = (signal) => {
    isStopping = true;
    for (const program of running.values()) program.stop(signal);
  };

  return {
    launch: (name, script, args, env) => {
      const program = launch(script, args, { ...process.env, ...env });
      running.set(name, program);
      void program.ended.then((how) => {
        running.delete(name);
        const isClean = isStopping && (how === 0 || how === 'SIGTERM');
        if (isClean) return;
        code = 1;
        say(`${name} ended unexpectedly (${typeof how === 'number' ? `exit code ${how}` : how}).`);
        if (!isStopping) stopAll('SIGTERM');
      });
      return program;
    },
    areStopping: () => isStopping,
    /** A wish to stop; the second one, by somebody who waited long enough, is an order. */
    stop: createPatience(() => {
      if (isStopping) return stopAll('SIGKILL');
      say('\nStopping');
      stopAll('SIGTERM');
    }),
    /** Resolves to the exit code when all have ended. */
    end: async () => {
      while (running.size > 0) {
        await Promise.race([...running.values()].map((program) => program.ended));
      }
      if (code === 0) say('Stopped.');
      return code;
    },
  };
};

const REPEATS_WITHIN_MS = 1_000;

/** npm passes on a Ctrl-C that the terminal has sent here as well: one wish, not two. */
const createPatience = (act) => {
  let last = Number.NEGATIVE_INFINITY;
  return () => {
    const now = performance.now();
    if (now - last < REPEATS_WITHIN_MS) return;
    last = now;
    act();
  };
};
