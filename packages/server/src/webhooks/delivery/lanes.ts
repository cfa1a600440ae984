/** Counts what is under way for each webhook. */
export interface Lanes {
  enter(webhookId: string): void;
  leave(webhookId: string): void;
  readonly underWay: ReadonlyMap<string, number>;
}

export const createLanes = (): Lanes => {
  const underWay = new Map<string, number>();
  return {
    underWay,
    enter: (webhookId) => {
      underWay.set(webhookId, (underWay.get(webhookId) ?? 0) + 1);
    },
    leave: (webhookId) => {
      const left = (underWay.get(webhookId) ?? 0) - 1;
      if (left > 0) underWay.set(webhookId, left);
      else underWay.delete(webhookId);
    },
  };
};
