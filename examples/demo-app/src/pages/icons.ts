import { Html } from './html.js';

/** Line icons on a grid of 24; decorative, so that a label always stands beside them. */
const icon = (paths: string): Html =>
  new Html(
    `<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${paths}</svg>`,
  );

export const ICONS = {
  locked: icon(
    '<rect x="5" y="11" width="14" height="9" rx="2.5"/><path d="M8 11V8a4 4 0 0 1 8 0v3"/>',
  ),
  unlocked: icon(
    '<rect x="5" y="11" width="14" height="9" rx="2.5"/><path d="M8 11V7a4 4 0 0 1 7.6-1.7"/>',
  ),
  bolt: icon('<path d="M13 3 6 13.5h5L10 21l7.5-11h-5.2z"/>'),
  plug: icon('<path d="M9 3v5M15 3v5M6.5 8h11v3.5a5.5 5.5 0 0 1-11 0zM12 17v4"/>'),
  fuel: icon(
    '<path d="M5 20V6a2 2 0 0 1 2-2h5a2 2 0 0 1 2 2v14M4 20h11M7.5 8.5h4M14 12h1.5a1.5 1.5 0 0 1 1.5 1.5v3a1.5 1.5 0 0 0 3 0V9l-2.5-2.5"/>',
  ),
  pin: icon(
    '<path d="M12 21s-6.5-5.7-6.5-11a6.5 6.5 0 0 1 13 0C18.5 15.3 12 21 12 21z"/><circle cx="12" cy="10" r="2.3"/>',
  ),
  road: icon('<path d="M8 4 4 20M16 4l4 16M12 5v2.5M12 11v2.5M12 17v2.5"/>'),
  tyre: icon(
    '<circle cx="12" cy="12" r="8.5"/><circle cx="12" cy="12" r="3.5"/><path d="M12 3.5v5M12 15.5v5M3.5 12h5M15.5 12h5"/>',
  ),
  feed: icon('<path d="M5 12.5h3l2.5-7 3.5 13 2.5-6h2.5"/>'),
  clock: icon('<circle cx="12" cy="12.5" r="8"/><path d="M12 8v4.5l3 2"/>'),
  skip: icon('<path d="m4.5 6 7 6-7 6zM12.5 6l7 6-7 6z"/>'),
  close: icon('<path d="m6.5 6.5 11 11M17.5 6.5l-11 11"/>'),
  plus: icon('<path d="M12 5.5v13M5.5 12h13"/>'),
  alert: icon('<path d="M12 4.5 3.5 19.5h17zM12 10v4.5M12 17v.1"/>'),
  check: icon('<path d="m5.5 12.5 4.5 4.5 8.5-9.5"/>'),
} as const;

export type IconName = keyof typeof ICONS;
