import type { Projection, SignalView } from '../signal-view.js';
import { cornerOf } from './positions.js';

/** The lock and every opening. A list is empty when the car tells nothing of its kind. */
export const security: Projection = (view) => ({
  isLocked: view.body('closure-islocked')?.value ?? null,
  doors: corners(view.body('closure-doors')),
  windows: corners(view.body('closure-windows')),
  sunroof: single('sunroof', view.body('closure-sunroof')),
  storage: [...single('rear', rear(view)), ...single('front', front(view))],
  chargingPort: single('chargingPort', chargingPort(view)),
});

interface Opening {
  readonly isOpen: boolean | null;
}

const statusOf = ({ isOpen }: Opening): 'OPEN' | 'CLOSED' | 'UNKNOWN' => {
  if (isOpen === null) return 'UNKNOWN';
  return isOpen ? 'OPEN' : 'CLOSED';
};

type Placed = Opening & { readonly row: number; readonly column: number };

const corners = (body: { readonly values: readonly Placed[] } | undefined) =>
  (body?.values ?? []).flatMap((opening) => {
    const type = cornerOf(opening);
    return type ? [{ type, status: statusOf(opening) }] : [];
  });

const single = (type: string, opening: Opening | undefined) =>
  opening ? [{ type, status: statusOf(opening) }] : [];

const rear = (view: SignalView): Opening | undefined =>
  view.body('closure-reartrunk') ?? view.body('closure-tailgate');

/** The luggage space of an electric car, the bonnet of the others. */
const front = (view: SignalView): Opening | undefined =>
  view.body('closure-fronttrunk') ?? view.body('closure-enginecover');

const chargingPort = (view: SignalView): Opening | undefined => {
  const body = view.body('charge-ischargingportflapopen');
  return body && { isOpen: body.value };
};
