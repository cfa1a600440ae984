import { type Html, html } from './html.js';

export type SceneState = 'driving' | 'charging' | 'plugged' | 'parked' | 'home';

const PANORAMA = '0 0 960 280';
/** House and car, with the evening above them. */
const CLOSE_UP = '200 -120 590 400';

/**
 * The picture at the top. Everything is always in it and the state decides what shows, so that a change
 * of state can move softly. Decorative: what it tells is also said in words.
 */
export const scene = (state: SceneState): Html => html`
<svg class="scene" data-state="${state}" viewBox="${state === 'home' ? CLOSE_UP : PANORAMA}" preserveAspectRatio="xMaxYMax slice" aria-hidden="true" focusable="false">
  <g class="scene-stars">${STARS.map(([x, y]) => html`<circle cx="${x}" cy="${y}" r="1.8"/>`)}</g>
  <circle class="scene-sun" cx="${state === 'home' ? 640 : 716}" cy="${state === 'home' ? 10 : 92}" r="46"/>
  <path class="scene-cloud" d="M150 62h92a15 15 0 0 0-6-29 26 26 0 0 0-48-8 21 21 0 0 0-38 37z"/>
  <path class="scene-cloud" d="M470 10h120a18 18 0 0 0-4-35 32 32 0 0 0-60-8 26 26 0 0 0-56 43z"/>
  <path class="scene-hill-far" d="M0 190C120 130 210 120 330 158s230 40 340-8 200-48 290-6v136H0z"/>
  <path class="scene-hill-near" d="M0 214c140-40 260-34 400-10s300 30 560-22v98H0z"/>
  <g class="scene-trees">
    ${[84, 150, 800, 868, 914].map((x, index) => tree(x, index % 2 === 0 ? 1 : 0.78))}
  </g>
  <g class="scene-house">
    <path class="house-wall" d="M236 232v-74h150v74z"/>
    <path class="house-roof" d="M222 162l89-54 89 54z"/>
    <path class="house-door" d="M258 232v-46h28v46z"/>
    <path class="house-window" d="M314 178h44v30h-44z"/>
    <path class="house-bar" d="M336 178v30M314 193h44"/>
  </g>
  <path class="scene-road" d="M0 232h960v48H0z"/>
  <path class="scene-lane" d="M0 258h960"/>
  <g class="scene-post">
    <rect class="post-body" x="444" y="172" width="20" height="60" rx="5"/>
    <rect class="post-light" x="449" y="179" width="10" height="10" rx="3"/>
  </g>
  <path class="scene-cable" d="M454 206c4 44 48 38 50 2"/>
  <path class="scene-current" d="M454 206c4 44 48 38 50 2"/>
  <g class="scene-car" transform="translate(474 148)">
    <ellipse class="car-shadow" cx="140" cy="100" rx="138" ry="8"/>
    <path class="car-beam" d="M270 60l120 26v14l-118-24z"/>
    ${[62, 218].map((x) => html`<path class="car-arch" d="M${x - 27} 82a27 27 0 0 1 54 0z"/>`)}
    <path class="car-body" d="M10 80C4 68 8 54 20 50l22-5C64 22 88 12 124 12h28c34 1 54 20 74 33 24 3 42 9 47 21 3 8 1 14-5 14h-24a26 26 0 0 0-52 0H88a26 26 0 0 0-52 0z"/>
    <path class="car-glass" d="M56 45c18-18 38-25 68-25h5v25zM138 20h14c27 1 41 13 55 25h-69z"/>
    <path class="car-line" d="M133 47v30M146 56h12"/>
    <path class="car-light" d="M258 54c8 2 12 5 14 10l-14-2z"/>
    <path class="car-tail" d="M11 62c0-5 3-8 8-9l-1 9z"/>
    ${[62, 218].map(wheel)}
  </g>
</svg>`;

const STARS = [
  [60, 34],
  [128, 70],
  [310, 28],
  [396, 66],
  [520, 40],
  [612, 18],
  [842, 40],
  [912, 84],
  [260, -60],
  [360, -30],
  [430, -84],
  [560, -70],
  [700, -64],
  [748, -20],
] as const;

const tree = (x: number, scale: number): Html => html`
    <g transform="translate(${x} 232) scale(${scale})">
      <path class="tree-trunk" d="M-3 0v-26h6V0z"/>
      <path class="tree-crown" d="M0-92c20 14 26 34 22 50-3 14-12 20-22 20s-19-6-22-20c-4-16 2-36 22-50z"/>
    </g>`;

const wheel = (x: number): Html => html`
    <g transform="translate(${x} 81)">
      <circle class="wheel-tyre" r="20"/>
      <g class="wheel-rim"><circle class="wheel-hub" r="11"/><path class="wheel-spokes" d="M0-11v22M-9.5-5.5l19 11M-9.5 5.5l19-11"/></g>
    </g>`;
