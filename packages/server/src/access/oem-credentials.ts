/** What the keyring binds an account's sealed credentials to, so that they open for that account only. */
export const credentialsContext = (oemAccountId: string): string => `oem-account:${oemAccountId}`;
