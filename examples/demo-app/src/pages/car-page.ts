import type { Leap } from '../carport/time-machine.js';
import { type Car, carName } from '../garage/garage.js';
import type { Happening } from '../webhooks/feed.js';
import type { WebhookStatus } from '../webhooks/register.js';
import { feedList, feedStatus } from './feed-list.js';
import { type Child, type Html, html } from './html.js';
import { ICONS, type IconName } from './icons.js';
import { BRAND, page } from './layout.js';
import { type LiveView, live } from './live.js';
import { type Toast, toast } from './problems.js';

export interface CarPageView extends LiveView {
  readonly cars: readonly Car[];
  readonly simulated: boolean;
  readonly happenings: readonly Happening[];
  readonly webhook: WebhookStatus;
  /** What a form without script left to say. */
  readonly toast: Toast | null;
}

export const carPage = (view: CarPageView): string => {
  const current = view.cars.find((car) => car.id === view.carId);
  return page({
    title: `${current === undefined ? 'Your car' : carName(current)} · Driveway`,
    bodyClass: 'page-car',
    script: true,
    header: html`${BRAND}${switcher(view)}`,
    main: html`
<main id="main" class="split" data-car="${view.carId}">
  <div class="toasts" id="toasts">${view.toast === null ? null : toast(view.toast)}</div>
  <p class="notice" id="lost" role="status" hidden>The line to Driveway is down. This page keeps trying.</p>
  <noscript><p class="notice">Without JavaScript this page does not renew itself. <a href="/car?id=${view.carId}">Look again</a></p></noscript>
  <div id="live" class="live">${live(view)}</div>
  <div class="side">
    ${view.simulated ? simulator(view.carId) : null}
    <section class="card card-feed" aria-labelledby="feed-title">
      <header class="card-head">${ICONS.feed}<h2 id="feed-title">As it happens</h2></header>
      <p class="feed-status" id="feed-status">${feedStatus(view.webhook)}</p>
      ${feedList(view.happenings)}
    </section>
    ${leave(view.carId)}
  </div>
</main>`,
  });
};

/** The only car may be named twice: in its tab and above its values. */
const switcher = ({ cars, carId }: CarPageView): Html => html`
  <nav class="tabs" aria-label="Your cars">
    ${cars.map(
      (car, index) => html`
    <a href="/car?id=${car.id}"${current(car.id === carId)}>${tabName(cars, car, index)}</a>`,
    )}
    <a class="tab-add" href="/connect?again=yes">${ICONS.plus}<span>Add a car</span></a>
  </nav>`;

const current = (is: boolean): Child => (is ? html` aria-current="page"` : null);

const tabName = (cars: readonly Car[], car: Car, index: number): string => {
  const name = carName(car);
  return cars.filter((other) => carName(other) === name).length > 1
    ? `${name} (${index + 1})`
    : name;
};

const BUTTONS: readonly { leap: Leap; label: string; icon: IconName }[] = [
  { leap: 'half-hour', label: '30 min', icon: 'skip' },
  { leap: 'two-hours', label: '2 hours', icon: 'skip' },
  { leap: 'next-drive', label: 'Next drive', icon: 'road' },
];

const simulator = (carId: string): Html => html`
    <section class="card card-time" aria-labelledby="time-title">
      <header class="card-head">${ICONS.clock}<h2 id="time-title">Time machine</h2></header>
      <p>This car is simulated, so it does not mind being hurried. Watch it charge through the night or drive to work.</p>
      <form method="post" action="/cars/${carId}/advance" data-command class="leaps">
        ${BUTTONS.map(
          ({ leap, label, icon }) => html`
        <button class="button" data-tone="quiet" name="leap" value="${leap}">${ICONS[icon]}<span>${label}</span></button>`,
        )}
      </form>
      <button type="button" class="button fast" data-tone="quiet" id="fast-forward" aria-pressed="false" hidden>${ICONS.skip}<span>Let time fly</span></button>
    </section>`;

const leave = (carId: string): Html => html`
    <details class="leave">
      <summary>Disconnect this car</summary>
      <p>Driveway forgets the car, and can no longer read or lock it. You can connect it again at any time.</p>
      <form method="post" action="/cars/${carId}/disconnect">
        <button class="button" data-tone="danger"><span>Yes, disconnect</span></button>
      </form>
    </details>`;
