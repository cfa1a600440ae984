/** How an exchange ended; status and error may both be there when an answer broke off. */
export interface Exchange {
  readonly statusCode: number | null;
  readonly contentType: string | null;
  /** Of the answer; of several with one name, the first. */
  readonly headers: Readonly<Record<string, string>>;
  /** The beginning of the answer. */
  readonly body: string;
  /** Null when a whole answer came in time. */
  readonly error: string | null;
}
