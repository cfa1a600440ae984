import type { VNode } from 'preact';
import type { View } from '../../connect/contract.js';
import { BatteryStep } from './views/battery-step.js';
import { Brand } from './views/brand.js';
import { Done, Stopped } from './views/endings.js';
import { Permissions } from './views/permissions.js';
import { Preamble } from './views/preamble.js';
import type { Frame } from './views/shell.js';
import { SignIn } from './views/sign-in.js';
import { Vehicles } from './views/vehicles.js';
import { Verify } from './views/verify.js';
import { VirtualKeyStep } from './views/virtual-key-step.js';

/** The page of a place; `search` is the URL's query. */
export const renderView = (
  frame: Frame,
  view: View,
  base: string,
  search: URLSearchParams,
): VNode => {
  const props = { frame, view, base };
  switch (view.place) {
    case 'preamble':
      return <Preamble {...props} />;
    case 'brand':
      return <Brand {...props} query={(search.get('q') ?? '').trim().slice(0, 60)} />;
    case 'sign-in':
      return <SignIn {...props} />;
    case 'verify':
      return <Verify {...props} />;
    case 'vehicles':
      return <Vehicles {...props} page={Number.parseInt(search.get('page') ?? '', 10) || 1} />;
    case 'permissions':
      return <Permissions {...props} />;
    case 'battery':
      return <BatteryStep {...props} />;
    case 'virtual-key':
      return <VirtualKeyStep {...props} />;
    case 'stopped':
      return <Stopped {...props} />;
    case 'done':
      return <Done {...props} />;
  }
};
