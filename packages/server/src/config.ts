/** Every setting, with its default. The only reader of the environment. */
export interface Config {
  /** Where the server listens. Loopback unless told otherwise. */
  readonly host: string;
  readonly port: number;
  /** As clients reach the server; links and error pages are made from it. */
  readonly publicUrl: string;
  /** Keys, the embedded database and the demo's credentials live here. */
  readonly dataDir: string;
  /** A PostgreSQL URL; the embedded database is used when absent. */
  readonly databaseUrl: string | null;
}
