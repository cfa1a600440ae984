import { type Permission, permissionRow } from '@carport/catalog';
import type { AccountVehicle, FlowSession } from './session.js';

/*
 * Some cars take no commands from an app before their owner has let its key in, at the carmaker. The owner is told
 * of it once the commands are allowed, and goes on whether or not they have done it: nobody here can see it.
 */

/** The picked cars that lack the key, where the owner has allowed commands. */
export const keylessCars = ({
  account,
  vins,
  allowed,
}: Pick<FlowSession, 'account' | 'vins' | 'allowed'>): readonly AccountVehicle[] =>
  haveCommands(allowed)
    ? (account?.vehicles ?? []).filter(
        ({ vin, lacksVirtualKey }) => lacksVirtualKey && vins.includes(vin),
      )
    : [];

export const haveCommands = (permissions: readonly Permission[]): boolean =>
  permissions.some((name) => permissionRow(name).kind === 'control');
