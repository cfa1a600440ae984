import type { Tx } from '../store/store.js';

/** Server processes on one database, as far as their claims are concerned. */
export interface Processes {
  /** Names this process in claims. Others know of it when it resolves. */
  self(): Promise<string>;
  /**
   * The same for what a transaction writes under this name: the others know of it as soon as that is committed, also
   * when they had counted this process as gone.
   */
  selfWithin(tx: Tx): Promise<string>;
  /**
   * What else happens when processes are gone, in the transaction that forgets them: what they had claimed goes
   * back. Called with at least one id.
   */
  whenGone(giveBack: GiveBack): void;
}

export type GiveBack = (tx: Tx, processIds: readonly string[]) => Promise<void>;
