/** A version of the API that is on its way out. */
export interface RetiringVersion {
  readonly id: string;
  /** From this day on nobody should build on it; ISO-8601 date, UTC. */
  readonly deprecatedOn: string;
  /** From this day on it may be gone; ISO-8601 date, UTC. */
  readonly sunsetOn: string;
  /** The version to move to. */
  readonly successor: string;
  /** Path of the page that tells about it. */
  readonly docPath: string;
}

/** Deprecated since v3 is for everybody. */
export const V2_RETIREMENT: RetiringVersion = {
  id: 'v2.0',
  deprecatedOn: '2026-04-01',
  sunsetOn: '2026-12-01',
  successor: 'v3',
  docPath: '/docs/versions',
};
