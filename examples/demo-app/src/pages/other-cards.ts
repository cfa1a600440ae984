import {
  type CarState,
  notCapable,
  type Opening,
  type Position,
  type Security,
} from '../car/state.js';
import { card, commandButton } from './card.js';
import { moment, wholeNumber } from './format.js';
import { type Child, type Html, html } from './html.js';
import { ICONS } from './icons.js';
import { map } from './map.js';
import { missing, stale } from './problems.js';
import { tires } from './tires.js';

export const placeCard = ({ location }: CarState, trace: readonly Position[]): Child => {
  if (notCapable(location)) return null;
  const here = location.value;
  return card({
    name: 'place',
    title: 'Where it is',
    icon: 'pin',
    content:
      here === null
        ? missing(location)
        : html`
      ${map(here, trace)}
      <p class="under-map"><span class="figures">${here.latitude.toFixed(5)}, ${here.longitude.toFixed(5)}</span>
        ${location.recordedAt === null ? null : html`<span>as of ${moment(location.recordedAt, 'clock')}</span>`}</p>
      ${stale(location)}`,
  });
};

export const locksCard = (carId: string, { lockStatus }: CarState): Child => {
  if (notCapable(lockStatus)) return null;
  const security = lockStatus.value;
  return card({
    name: 'locks',
    title: 'Locks',
    icon: 'locked',
    content:
      security === null ? missing(lockStatus) : lockState(carId, security, stale(lockStatus)),
  });
};

const lockState = (carId: string, security: Security, note: Child): Html => html`
  <div class="lock" data-locked="${security.locked ? 'yes' : 'no'}">
    <span class="lock-badge">${security.locked ? ICONS.locked : ICONS.unlocked}</span>
    <p><strong>${security.locked ? 'Locked' : 'Unlocked'}</strong><small>${openings(security)}</small></p>
  </div>
  ${note}
  ${
    security.locked
      ? commandButton({ carId, command: 'unlock', label: 'Unlock', icon: 'unlocked' })
      : commandButton({ carId, command: 'lock', label: 'Lock it', icon: 'locked', tone: 'primary' })
  }`;

const OPENING_WORDS: Readonly<Record<Opening['where'], string>> = {
  doors: 'door',
  windows: 'window',
  sunroof: 'sunroof',
  storage: 'boot',
  chargingPort: 'charging flap',
};

const spaced = (type: string): string => type.replace(/([A-Z])/g, ' $1').toLowerCase();

const openingName = ({ where, type }: Opening): string => {
  if (where === 'storage') return type === 'front' ? 'bonnet' : 'boot';
  return where === 'doors' || where === 'windows'
    ? `${spaced(type)} ${OPENING_WORDS[where]}`
    : OPENING_WORDS[where];
};

const openings = ({ openings: all }: Security): string => {
  const open = all.filter((opening) => opening.open).map(openingName);
  if (open.length === 0) return 'Everything is shut';
  const text = new Intl.ListFormat('en').format(open);
  return `${text.charAt(0).toUpperCase()}${text.slice(1)} open`;
};

export const tiresCard = ({ tirePressure }: CarState): Child =>
  !notCapable(tirePressure) &&
  card({
    name: 'tires',
    title: 'Tyres',
    icon: 'tyre',
    aside: html`<span class="card-unit">bar</span>`,
    content:
      tirePressure.value === null
        ? missing(tirePressure)
        : html`${tires(tirePressure.value)}${stale(tirePressure)}`,
  });

export const odometerCard = ({ odometer }: CarState): Child =>
  !notCapable(odometer) &&
  card({
    name: 'odometer',
    title: 'Odometer',
    icon: 'road',
    content:
      odometer.value === null
        ? missing(odometer)
        : html`${drums(odometer.value)}${stale(odometer)}`,
  });

const DRUMS = 6;

/** Like the one behind the wheel: a drum a digit, the tenths in the other colour. */
const drums = (distanceKm: number): Html => {
  const tenths = Math.floor(distanceKm * 10);
  const digits = [...String(Math.floor(tenths / 10)).padStart(DRUMS, '0')];
  return html`
  <p class="drums"><span class="unseen">${wholeNumber(distanceKm)} kilometres</span>
    <span aria-hidden="true">${digits.map((digit) => html`<b>${digit}</b>`)}<b class="drum-tenth">${tenths % 10}</b><i>km</i></span></p>`;
};
