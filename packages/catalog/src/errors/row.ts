export const RESOLUTIONS = [
  'RETRY_LATER',
  'REAUTHENTICATE',
  'CONTACT_SUPPORT',
  'ACTION_REQUIRED',
  'FINANCE',
] as const;
export type Resolution = (typeof RESOLUTIONS)[number];

/** The page where the owner signs in again, or the carmaker's page that pairs a virtual key with the car. */
export type ResolutionLink = 'reauthentication' | 'virtual-key';

export interface ErrorRow {
  readonly type: string;
  /** Null for the plain form of AUTHENTICATION, PERMISSION and VALIDATION. */
  readonly code: string | null;
  /** HTTP status on the v2.0 and v3 surfaces. */
  readonly status: number;
  /** Sent as `description` (v2.0) and `detail` (v3). */
  readonly description: string;
  readonly resolution: Resolution | null;
  /** What `resolution.url` leads to, where it has one. */
  readonly link?: ResolutionLink;
  /** Sent as `suggestedUserMessage`; `{app}` becomes the application's name. Absent when a vehicle owner can do nothing. */
  readonly userMessage?: string;
  /** True when the same request may work later without anybody doing anything. */
  readonly temporary: boolean;
  /** For commands: the car may have acted although this error came back. */
  readonly mayHaveSucceeded: boolean;
  /** Two or three sentences for the documentation page: when it comes, and what to do. */
  readonly guidance: string;
  readonly v3: ErrorInV3;
  /** Set when only the v3 surface can answer with it. */
  readonly only?: 'v3';
}

/** How the v3 surface names the same error. */
export interface ErrorInV3 {
  readonly title: string;
  /** Where v3 has another type than v2.0. */
  readonly type?: string;
  /** Where v3 has another code than v2.0; always there when v2.0 has none. */
  readonly code?: string;
  /** Where v3 answers a command with another HTTP status than everything else. */
  readonly statusOfCommand?: number;
}
