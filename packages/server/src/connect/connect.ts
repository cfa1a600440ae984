import { acting } from './act.js';
import { createBatteryPage } from './battery.js';
import { beginning, CONSENT, SIGN_IN_AGAIN } from './begin.js';
import type { Connect, ConnectDeps } from './contract.js';
import { createDoor } from './door.js';
import { createConnectSessions } from './sessions.store.js';
import { visiting, visitingNewest } from './visit.js';

export const createConnect = (deps: ConnectDeps): Connect => {
  const sessions = createConnectSessions(deps.store);
  const door = createDoor(deps, sessions);
  const visit = visiting(deps, sessions, door);
  return {
    begin: beginning(deps, sessions, CONSENT),
    beginAgain: beginning(deps, sessions, SIGN_IN_AGAIN),
    visit,
    visitNewest: visitingNewest(door, visit),
    act: acting(deps, sessions, door),
    battery: createBatteryPage(deps),
  };
};
