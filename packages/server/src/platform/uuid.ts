const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether the text can be an id of ours; asking the database for anything else would be an error there. */
export const isUuid = (text: string): boolean => UUID.test(text);
