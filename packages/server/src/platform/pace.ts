/** Resolves so much later than it did last, and at once when that is over. */
export const createPace = (milliseconds: number): (() => Promise<void>) => {
  let next = performance.now();
  return async () => {
    const wait = next - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    next = performance.now() + milliseconds;
  };
};
