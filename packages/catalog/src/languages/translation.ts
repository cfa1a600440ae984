/** The catalogue's texts for vehicle owners in one language. What is missing is said in English. */
export interface Translation {
  /** By permission; each completes "This app would like to …" or stands alone as an infinitive. */
  readonly consents: Readonly<Record<string, string>>;
  /** By `TYPE:CODE`; `{app}` becomes the application's name. */
  readonly userMessages: Readonly<Record<string, string>>;
}
