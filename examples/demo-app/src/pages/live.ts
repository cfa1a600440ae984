import type { Position } from '../car/state.js';
import { type CarState, notCapable } from '../car/state.js';
import { carName, makeName } from '../garage/garage.js';
import { energyCard, fuelCard } from './energy-cards.js';
import { moment } from './format.js';
import { type Child, type Html, html } from './html.js';
import { ICONS } from './icons.js';
import { locksCard, odometerCard, placeCard, tiresCard } from './other-cards.js';
import { problemText } from './problems.js';
import { type SceneState, scene } from './scene.js';

/** Everything about the car that changes while somebody looks. */
export interface LiveView {
  readonly carId: string;
  readonly state: CarState;
  readonly trace: readonly Position[];
  /** The last two reads found the car in different places. */
  readonly moving: boolean;
}

/** The part of the page that is sent again at every change. */
export const live = (view: LiveView): Html => html`
  ${view.state.outage === null ? null : outage(view.state)}
  ${hero(view)}
  <div class="cards">${cards(view)}</div>`;

const cards = ({ carId, state, trace }: LiveView): Child => [
  !notCapable(state.battery) && energyCard(carId, state),
  // Most cars burn nothing: the card is there once there is something to say.
  !notCapable(state.fuel) && isKnown(state.fuel) && fuelCard(state),
  placeCard(state, trace),
  locksCard(carId, state),
  tiresCard(state),
  odometerCard(state),
];

const isKnown = ({ value, problem }: CarState['fuel']): boolean =>
  value !== null || problem !== null;

const outage = ({ outage: problem, readAt }: CarState): Child =>
  problem !== null &&
  html`
  <div class="notice" role="alert">
    ${ICONS.alert}
    <p>${problemText(problem)}
      ${readAt === null ? null : html`This is what we knew at ${moment(readAt, 'clock')}.`}
      ${problem.reconnect ? html`<a href="/connect">Connect the car again</a>` : null}</p>
  </div>`;

const hero = (view: LiveView): Html => {
  const { state } = view;
  const attributes = state.attributes.value;
  const vin = state.vin.value;
  return html`
  <section class="hero" aria-labelledby="car-name">
    ${scene(sceneState(view))}
    <div class="hero-words">
      <h1 id="car-name">${attributes === null ? 'Your car' : carName(attributes)}</h1>
      <p class="hero-facts">${
        attributes === null
          ? 'Waking it up …'
          : [attributes.year ?? '', vin === null ? '' : `VIN ends in ${vin.slice(-6)}`]
              .filter((fact) => fact !== '')
              .join(' · ') || makeName(attributes.make)
      }</p>
    </div>
    <ul class="chips" aria-label="Right now">${chips(view).map(
      ({ icon, text, tone }) => html`
      <li class="chip" data-tone="${tone}">${icon}<span>${text}</span></li>`,
    )}
    </ul>
    ${state.readAt === null ? null : html`<p class="hero-age">Checked ${moment(state.readAt, 'ago')}</p>`}
  </section>`;
};

const sceneState = ({ state, moving }: LiveView): SceneState => {
  if (moving) return 'driving';
  if (state.charge.value?.state === 'CHARGING') return 'charging';
  return state.charge.value?.pluggedIn ? 'plugged' : 'parked';
};

interface Chip {
  readonly icon: Html;
  readonly text: string;
  readonly tone: 'calm' | 'good' | 'warm';
}

const chips = ({ state, moving }: LiveView): Chip[] => {
  const found: Chip[] = [];
  const { lockStatus, charge } = state;
  if (moving) found.push({ icon: ICONS.road, text: 'On the road', tone: 'good' });
  else if (state.location.value !== null) {
    found.push({ icon: ICONS.pin, text: 'Parked', tone: 'calm' });
  }
  if (charge.value?.state === 'CHARGING') {
    found.push({ icon: ICONS.bolt, text: 'Charging', tone: 'good' });
  } else if (charge.value?.pluggedIn) {
    found.push({ icon: ICONS.plug, text: 'Plugged in', tone: 'calm' });
  }
  if (lockStatus.value !== null) {
    found.push(
      lockStatus.value.locked
        ? { icon: ICONS.locked, text: 'Locked', tone: 'calm' }
        : { icon: ICONS.unlocked, text: 'Unlocked', tone: 'warm' },
    );
  }
  return found;
};
