/** The application that a demo server comes with. */
export interface DemoApplication {
  /** Where the demo app runs; null when it does not. */
  readonly appUrl: string | null;
  /** Its credentials, by the names of the environment variables that the SDKs read. */
  readonly environment: Readonly<Record<string, string>>;
  /** The file that holds the same, as one would type it. */
  readonly environmentFile: string;
}
