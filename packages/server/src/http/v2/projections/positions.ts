/** v2.0 names the corners of a car; signals count rows from the front and columns from the left. */
const CORNERS = [
  ['frontLeft', 'frontRight'],
  ['backLeft', 'backRight'],
] as const;

export type Corner = (typeof CORNERS)[number][number];

/** Undefined for a third row or a middle place, which v2.0 has no words for. */
export const cornerOf = (place: { row: number; column: number }): Corner | undefined =>
  CORNERS[place.row]?.[place.column];
