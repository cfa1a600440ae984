import { acting } from './act.js';
import { beginning } from './begin.js';
import type { Connect, ConnectDeps } from './contract.js';
import { createDoor } from './door.js';
import { createConnectSessions } from './sessions.store.js';
import { visiting } from './visit.js';

export const createConnect = (deps: ConnectDeps): Connect => {
  const sessions = createConnectSessions(deps.store);
  const door = createDoor(deps, sessions);
  return {
    begin: beginning(deps, sessions),
    visit: visiting(deps, sessions, door),
    act: acting(deps, sessions, door),
  };
};
