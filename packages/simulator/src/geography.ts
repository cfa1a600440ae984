export interface Point {
  readonly latitude: number;
  readonly longitude: number;
}

const KM_PER_LATITUDE = 110.574;
const KM_PER_LONGITUDE = 111.32;
const RADIANS = Math.PI / 180;

/** The point that lies so many kilometres to the north and east; exact enough for a day's drive. */
export const shifted = (from: Point, northKm: number, eastKm: number): Point => ({
  latitude: from.latitude + northKm / KM_PER_LATITUDE,
  longitude: from.longitude + eastKm / (KM_PER_LONGITUDE * Math.cos(from.latitude * RADIANS)),
});

/** The point at a distance in a direction; bearings count in degrees clockwise from north. */
export const towards = (from: Point, bearing: number, km: number): Point =>
  shifted(from, km * Math.cos(bearing * RADIANS), km * Math.sin(bearing * RADIANS));

/** How far `to` lies from `from`: kilometres to the north and to the east. */
const offset = (from: Point, to: Point): { north: number; east: number } => {
  const middle = (from.latitude + to.latitude) / 2;
  return {
    north: (to.latitude - from.latitude) * KM_PER_LATITUDE,
    east: (to.longitude - from.longitude) * KM_PER_LONGITUDE * Math.cos(middle * RADIANS),
  };
};

export const distanceKm = (from: Point, to: Point): number => {
  const { north, east } = offset(from, to);
  return Math.hypot(north, east);
};

export const bearingTo = (from: Point, to: Point): number => {
  const { north, east } = offset(from, to);
  return (Math.atan2(east, north) / RADIANS + 360) % 360;
};

/** The point at a fraction of the straight line between two. */
export const along = (from: Point, to: Point, fraction: number): Point => ({
  latitude: from.latitude + (to.latitude - from.latitude) * fraction,
  longitude: from.longitude + (to.longitude - from.longitude) * fraction,
});
