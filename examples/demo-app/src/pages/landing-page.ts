import { type Car, carName } from '../garage/garage.js';
import { type Child, type Html, html } from './html.js';
import { ICONS, type IconName } from './icons.js';
import { BRAND, page } from './layout.js';
import { type Toast, toast } from './problems.js';
import { scene } from './scene.js';

export interface LandingView {
  readonly cars: readonly Car[];
  readonly simulated: boolean;
  readonly carportUrl: string;
  readonly toast: Toast | null;
}

export const landingPage = (view: LandingView): string =>
  page({
    title: 'Driveway · your car, without the walk to it',
    bodyClass: 'page-landing',
    header: BRAND,
    main: html`
<main id="main">
  <div class="toasts" id="toasts">${view.toast === null ? null : toast(view.toast)}</div>
  <section class="welcome">
    <div class="welcome-words">
      <h1>Your car, without the walk to it.</h1>
      <p class="lead">Is it full? Did I lock it? Where did I leave it? Driveway knows, and you can stay on the sofa.</p>
      ${actions(view)}
    </div>
    <div class="welcome-picture">${scene('home')}</div>
  </section>
  <ul class="promises">
    ${PROMISES.map(
      ({ icon, title, text }) => html`
    <li>${ICONS[icon]}<h2>${title}</h2><p>${text}</p></li>`,
    )}
  </ul>
</main>`,
    footer: html`
  <p>Driveway is a made-up product: the example app of <a href="${view.carportUrl}">Carport</a>, written as a customer
  would write it, on the official <code>smartcar</code> package.</p>`,
  });

const actions = ({ cars, simulated }: LandingView): Child => {
  const [first] = cars;
  const connect = (label: string, tone: string): Html => html`
      <a class="button button-big" data-tone="${tone}" href="/connect${first === undefined ? '' : '?again=yes'}">${ICONS.plug}<span>${label}</span></a>`;
  return html`
      <p class="welcome-actions">${
        first === undefined
          ? connect('Connect your car', 'primary')
          : html`<a class="button button-big" data-tone="primary" href="/car?id=${first.id}"><span>Open ${carName(first)}</span></a>
      ${connect('Connect another', 'quiet')}`
      }</p>
      <p class="small">You decide what to share, and can take it back whenever you like.${
        simulated
          ? html`<br>Just looking? The cars here are simulated: pick any brand and make up an e-mail and a password.`
          : null
      }</p>`;
};

const PROMISES: readonly { icon: IconName; title: string; text: string }[] = [
  {
    icon: 'bolt',
    title: 'Know before you go',
    text: 'How full it is, how far that gets you, and whether the cable is really in.',
  },
  {
    icon: 'locked',
    title: 'Lock it from bed',
    text: 'One tap locks the doors. Another starts or stops the charging.',
  },
  {
    icon: 'feed',
    title: 'Hear it first',
    text: 'The car tells us when something changes, and the page in front of you changes with it.',
  },
];

export const messagePage = (view: {
  title: string;
  text: string;
  docUrl?: string | null;
}): string =>
  page({
    title: `${view.title} · Driveway`,
    bodyClass: 'page-message',
    header: BRAND,
    main: html`
<main id="main" class="message">
  <div class="message-picture">${scene('parked')}</div>
  <h1>${view.title}</h1>
  <p class="lead">${view.text}${view.docUrl ? html` <a href="${view.docUrl}">What this means</a>` : null}</p>
  <p><a class="button button-big" data-tone="primary" href="/"><span>Back to the start</span></a></p>
</main>`,
  });
