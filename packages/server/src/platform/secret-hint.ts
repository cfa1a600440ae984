const HINT_CHARACTERS = 4;

/** The end of a secret: enough to tell it from others, too little to use it. */
export const hintOf = (secret: string): string => secret.slice(-HINT_CHARACTERS);
