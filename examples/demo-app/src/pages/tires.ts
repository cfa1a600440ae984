import type { TirePressures } from '../car/state.js';
import { oneDecimal } from './format.js';
import { type Html, html } from './html.js';

const KPA_PER_BAR = 100;

const bar = (kilopascals: number | null): string =>
  kilopascals === null ? '–' : oneDecimal(kilopascals / KPA_PER_BAR);

const PLACES: readonly { key: keyof TirePressures; name: string; x: number; y: number }[] = [
  { key: 'frontLeft', name: 'Front left', x: 62, y: 62 },
  { key: 'frontRight', name: 'Front right', x: 178, y: 62 },
  { key: 'backLeft', name: 'Back left', x: 62, y: 168 },
  { key: 'backRight', name: 'Back right', x: 178, y: 168 },
];

/** The car from above with a pressure at each wheel, in bar. */
export const tires = (pressures: TirePressures): Html => html`
  <div class="tires">
    <svg viewBox="0 0 240 230" aria-hidden="true" focusable="false">
      ${PLACES.map(({ x, y }) => html`<rect class="tires-wheel" x="${x + (x < 120 ? 12 : -26)}" y="${y - 22}" width="14" height="44" rx="6"/>`)}
      <path class="tires-body" d="M84 46c0-22 14-34 36-34s36 12 36 34l4 40v96c0 24-14 36-40 36s-40-12-40-36V86z"/>
      <path class="tires-glass" d="M90 78c8-10 18-14 30-14s22 4 30 14l-6 20c-14-6-34-6-48 0zM94 176c16 6 36 6 52 0l4 20c-16 8-44 8-60 0z"/>
      <path class="tires-roof" d="M96 104c14-5 34-5 48 0v66c-14 4-34 4-48 0z"/>
    </svg>
    <dl>
      ${PLACES.map(
        ({ key, name }) => html`
      <div class="tires-${key}"><dt>${name}</dt><dd>${bar(pressures[key])}</dd></div>`,
      )}
    </dl>
  </div>`;
