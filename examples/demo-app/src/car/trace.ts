import type { Position } from './state.js';

export interface Traces {
  add(carId: string, position: Position): void;
  /** Oldest first. */
  of(carId: string): readonly Position[];
  /** The API has no speed, so a car is on the road when reads keep finding it elsewhere. */
  isMoving(carId: string): boolean;
  forget(carId: string): void;
}

const LONGEST = 240;
/** A single jump is a car that was moved through time, not one that drives. */
const MOVES_OF_A_DRIVE = 2;
const RECENT = 30_000;
const READS_AT_REST = 3;

interface Track {
  places: readonly Position[];
  movedAt: readonly number[];
  readsAtRest: number;
}
const RADIANS = Math.PI / 180;
const METRES_A_DEGREE = 111_320;

/** Metres to the north and to the east; good enough for the size of a map. */
export const metresBetween = (from: Position, to: Position): { north: number; east: number } => ({
  north: (to.latitude - from.latitude) * METRES_A_DEGREE,
  east: (to.longitude - from.longitude) * METRES_A_DEGREE * Math.cos(from.latitude * RADIANS),
});

export const distanceMetres = (from: Position, to: Position): number => {
  const { north, east } = metresBetween(from, to);
  return Math.hypot(north, east);
};

const JITTER_METRES = 5;

/** Where each car has been since somebody first looked. */
export const createTraces = (now: () => number): Traces => {
  const tracks = new Map<string, Track>();
  return {
    add: (carId, { latitude, longitude }) => {
      const place = { latitude, longitude };
      const track = tracks.get(carId);
      const last = track?.places.at(-1);
      if (track === undefined || last === undefined) {
        tracks.set(carId, { places: [place], movedAt: [], readsAtRest: 0 });
      } else if (distanceMetres(last, place) < JITTER_METRES) {
        track.readsAtRest += 1;
      } else {
        track.places = [...track.places, place].slice(-LONGEST);
        track.movedAt = [...track.movedAt, now()].slice(-MOVES_OF_A_DRIVE);
        track.readsAtRest = 0;
      }
    },
    of: (carId) => tracks.get(carId)?.places ?? [],
    isMoving: (carId) => {
      const track = tracks.get(carId);
      if (track === undefined || track.readsAtRest >= READS_AT_REST) return false;
      const recent = track.movedAt.filter((at) => now() - at < RECENT);
      return recent.length >= MOVES_OF_A_DRIVE;
    },
    forget: (carId) => {
      tracks.delete(carId);
    },
  };
};

/** Degrees clockwise from north of the last move; null for a car that has not moved. */
export const headingOf = (trace: readonly Position[]): number | null => {
  const [from, to] = trace.slice(-2);
  if (from === undefined || to === undefined) return null;
  const { north, east } = metresBetween(from, to);
  return (Math.atan2(east, north) / RADIANS + 360) % 360;
};

const COMPASS = [
  'north',
  'north-east',
  'east',
  'south-east',
  'south',
  'south-west',
  'west',
  'north-west',
];

/** "south-west". */
export const compassPoint = (heading: number): string =>
  COMPASS[Math.round(heading / 45) % 8] ?? 'north';

/** "SW". */
export const compassLetters = (heading: number): string =>
  compassPoint(heading)
    .split('-')
    .map((word) => word.charAt(0).toUpperCase())
    .join('');
