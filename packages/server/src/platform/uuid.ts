const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether the text can be an id of ours; asking the database for anything else would be an error there. */
export const isUuid = (text: string): boolean => UUID.test(text);

const TIME_DIGITS = 12;

/**
 * The random id as one of version 7, which begins with the time: neighbours in time are neighbours in an index, so
 * that a full table's index is written at its end and not all over.
 */
export const datedUuid = (random: string, now: number): string => {
  const time = Math.max(0, Math.floor(now)).toString(16).padStart(TIME_DIGITS, '0');
  return `${time.slice(0, 8)}-${time.slice(8, TIME_DIGITS)}-7${random.slice(15)}`;
};
