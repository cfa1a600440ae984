import { type ConnectErrorCode, connectErrorRow } from '@carport/catalog';

/** `error` and `error_description` of a redirect that carries no code. */
export const endingParameters = (error: ConnectErrorCode): Record<string, string> => ({
  error,
  error_description: connectErrorRow(error).description,
});
