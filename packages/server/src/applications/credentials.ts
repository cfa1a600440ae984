import type { Entropy } from '../platform/entropy.js';
import type { Keyring } from '../platform/keyring.js';
import { hintOf } from '../platform/secret-hint.js';
import type { NewSecret } from './applications.store.js';
import type { SecretKind } from './contract.js';

const SECRET_BYTES = 32;

export interface MadeSecret {
  /** To be shown once. */
  readonly plain: string;
  readonly row: NewSecret;
}

export const managementContext = (applicationId: string): string =>
  `management-token:${applicationId}`;

/** A new random secret and what is kept of it. Only a management token is kept readable, sealed. */
export const makeSecret = (
  deps: { keyring: Keyring; entropy: Entropy },
  applicationId: string,
  kind: SecretKind,
): MadeSecret => {
  const plain = deps.entropy.secret(SECRET_BYTES);
  return {
    plain,
    row: {
      id: deps.entropy.uuid(),
      kind,
      hash: deps.keyring.hash(plain),
      sealed:
        kind === 'management' ? deps.keyring.seal(plain, managementContext(applicationId)) : null,
      hint: hintOf(plain),
    },
  };
};
