/** What a receiver has in hand when its check of a signature fails. */
export interface SignatureQuestion {
  /** The body, as near to the bytes that came in as the receiver has it. */
  readonly body: Buffer;
  /** The value of `SC-Signature`, or of `webhook-signature`; or what the receiver computed itself. */
  readonly signature: string;
  /** `webhook-id` and `webhook-timestamp`, where it is a `webhook-signature`. */
  readonly standard?: { readonly id: string; readonly timestamp: string } | undefined;
}

export interface ExpectedSignature {
  readonly key: 'management-token' | 'signing-key';
  /** How the key ends. */
  readonly hint: string;
  readonly signature: string;
  readonly matches: boolean;
  /** Deliveries are signed with it now; the newer of two management tokens waits until the older one ends. */
  readonly signs: boolean;
}

export interface SignatureExplanation {
  readonly valid: boolean;
  readonly header: 'SC-Signature' | 'webhook-signature';
  /** The bytes that `expected` is about: the body as it was given. */
  readonly bytes: number;
  /** SHA-256 of them, in hex. */
  readonly digest: string;
  readonly received: string;
  /** One for each live key. */
  readonly expected: readonly ExpectedSignature[];
  /** The likely cause; null when the signature is right. */
  readonly cause: { readonly code: string; readonly explanation: string } | null;
  /** The delivery that the body names, as it was sent; null when none is kept. */
  readonly delivery: {
    readonly deliveryId: string;
    readonly bytes: number;
    readonly digest: string;
    /** Where the given body differs first, in bytes; null: it is the same. */
    readonly firstDifference: number | null;
  } | null;
}
