import type { Clock } from '../../platform/clock.js';

/**
 * Who may send now. Every webhook is a lane of its own with as many attempts under way as it has proven to take:
 * few at first, twice as many with every success up to the most, half as many with every failure. Lanes that have not
 * delivered since their last failure, if ever, share half of all slots: however many receivers are dead, the others
 * find room. A lane that falls silent is one of them long before its first attempt has timed out. What is claimed
 * ahead waits in its lane.
 */
export interface Lanes {
  /** An event of the webhook is in hand. */
  enter(webhookId: string): void;
  /** Resolves when the webhook's next event may be sent; undefined when that is now. */
  turn(webhookId: string): Promise<void> | undefined;
  /** Its turn is over; says whether it was delivered, or null when it was not even tried. */
  leave(webhookId: string, delivered: boolean | null): void;
  /** It is out of hand, whether it was sent or not. */
  forget(webhookId: string): void;
  /** How many more events may be taken in hand. */
  room(): Room;
}

export interface Room {
  readonly inAll: number;
  /** Of that, for webhooks that have not proven themselves, strangers among them. */
  readonly forUnproven: number;
  /** For one webhook that is not named here. */
  readonly forStranger: number;
  readonly lanes: readonly LaneRoom[];
}

export interface LaneRoom {
  readonly webhookId: string;
  readonly room: number;
  readonly proven: boolean;
}

export interface LaneSettings {
  /** Attempts under way at once. */
  readonly slots: number;
  /** Of those, the most for one webhook. */
  readonly slotsPerWebhook: number;
}

interface Lane {
  /** Claimed and neither sent nor given back. */
  held: number;
  flying: number;
  limit: number;
  proven: boolean;
  /** Of a lane with attempts under way: since when none has succeeded. Epoch milliseconds. */
  silentSince: number;
  readonly waiting: (() => void)[];
  readonly pace: Pace;
}

/** As many events as were sent in this time are claimed ahead, so that nobody waits for a claim. */
const AHEAD_MS = 100;
export const MOST_AHEAD = 1_000;
const FIRST_LIMIT = 2;
/** Receivers in good health answer sooner; a hundred that hang would otherwise fill all slots until they time out. */
const SILENT_FOR_MS = 1_000;
/** Lanes at rest that are remembered. */
const MOST_KNOWN = 10_000;

export const createLanes = ({ slots, slotsPerWebhook }: LaneSettings, clock: Clock): Lanes => {
  const lanes = new Map<string, Lane>();
  const pace = createPace(clock);
  const firstLimit = Math.min(FIRST_LIMIT, slotsPerWebhook);
  const mostUnproven = Math.max(1, Math.floor(slots / 2));
  let held = 0;
  let heldUnproven = 0;
  let flying = 0;
  let flyingUnproven = 0;
  /** Lanes where somebody waits, in the order of their turns. */
  const queue = new Set<Lane>();

  const laneOf = (webhookId: string): Lane => {
    const known = lanes.get(webhookId);
    if (known) return known;
    const lane: Lane = {
      ...{ held: 0, flying: 0, limit: firstLimit, proven: false, silentSince: 0 },
      ...{ waiting: [], pace: createPace(clock) },
    };
    lanes.set(webhookId, lane);
    if (lanes.size > MOST_KNOWN) forgetOne();
    return lane;
  };

  const forgetOne = (): void => {
    for (const [webhookId, lane] of lanes) {
      if (lane.held > 0) continue;
      lanes.delete(webhookId);
      return;
    }
  };

  const mayFly = (lane: Lane): boolean =>
    lane.flying < lane.limit && flying < slots && (lane.proven || flyingUnproven < mostUnproven);

  const takeOff = (lane: Lane): void => {
    if (lane.flying === 0) lane.silentSince = clock.now();
    lane.flying += 1;
    flying += 1;
    if (!lane.proven) flyingUnproven += 1;
  };

  /** One of each lane in turn, for as long as there is room. */
  const letGo = (): void => {
    for (const lane of queue) {
      if (flying >= slots) return;
      if (!mayFly(lane)) continue;
      queue.delete(lane);
      const go = lane.waiting.shift();
      // Behind the others, and met again by this very loop.
      if (lane.waiting.length > 0) queue.add(lane);
      if (!go) continue;
      takeOff(lane);
      go();
    }
  };

  const learn = (lane: Lane, delivered: boolean): void => {
    lane.limit = delivered
      ? Math.min(slotsPerWebhook, lane.limit * 2)
      : Math.max(1, Math.floor(lane.limit / 2));
    if (delivered) lane.silentSince = clock.now();
    if (lane.proven !== delivered) judge(lane, delivered);
  };

  const judge = (lane: Lane, proven: boolean): void => {
    lane.proven = proven;
    flyingUnproven += proven ? -lane.flying : lane.flying;
    heldUnproven += proven ? -lane.held : lane.held;
  };

  const doubtTheSilent = (): void => {
    const now = clock.now();
    for (const lane of lanes.values()) {
      if (!lane.proven || lane.flying === 0) continue;
      // The clock may have been set back.
      lane.silentSince = Math.min(lane.silentSince, now);
      if (now - lane.silentSince >= SILENT_FOR_MS) judge(lane, false);
    }
  };

  const hold = (webhookId: string, by: 1 | -1): void => {
    const lane = laneOf(webhookId);
    lane.held += by;
    held += by;
    if (!lane.proven) heldUnproven += by;
  };

  /** Lanes that have not proven themselves claim nothing ahead: one that asks for more than they share gets nothing. */
  const roomIn = (lane: Lane): number => {
    const ahead = lane.proven ? Math.min(lane.pace.recent(), MOST_AHEAD) : 0;
    return Math.max(0, lane.limit + ahead - lane.held);
  };

  /** Lanes that are not like a stranger's. */
  const isRemarkable = (lane: Lane): boolean =>
    lane.held > 0 || lane.proven || lane.limit !== firstLimit;

  return {
    enter: (webhookId) => hold(webhookId, 1),
    turn: (webhookId) => {
      const lane = laneOf(webhookId);
      if (lane.waiting.length === 0 && mayFly(lane)) {
        takeOff(lane);
        return undefined;
      }
      return new Promise((resolve) => {
        lane.waiting.push(resolve);
        queue.add(lane);
      });
    },
    leave: (webhookId, delivered) => {
      const lane = laneOf(webhookId);
      lane.flying -= 1;
      flying -= 1;
      if (!lane.proven) flyingUnproven -= 1;
      if (delivered !== null) learn(lane, delivered);
      if (delivered) {
        lane.pace.count();
        pace.count();
      }
      letGo();
    },
    forget: (webhookId) => hold(webhookId, -1),
    room: () => {
      doubtTheSilent();
      return {
        inAll: Math.max(0, slots + Math.min(pace.recent(), MOST_AHEAD) - held),
        forUnproven: Math.max(0, mostUnproven - heldUnproven),
        forStranger: firstLimit,
        lanes: [...lanes]
          .filter(([, lane]) => isRemarkable(lane))
          .map(([webhookId, lane]) => ({ webhookId, room: roomIn(lane), proven: lane.proven })),
      };
    },
  };
};

interface Pace {
  count(): void;
  /** How many it was in a tenth of a second, lately. */
  recent(): number;
}

const createPace = (clock: Clock): Pace => {
  let window = 0;
  let present = 0;
  let past = 0;
  const look = (): void => {
    const now = Math.floor(clock.now() / AHEAD_MS);
    if (now === window) return;
    past = now === window + 1 ? present : 0;
    present = 0;
    window = now;
  };
  return {
    count: () => {
      look();
      present += 1;
    },
    recent: () => {
      look();
      return Math.max(present, past);
    },
  };
};
