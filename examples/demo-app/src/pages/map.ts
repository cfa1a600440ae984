import type { Position } from '../car/state.js';
import { compassPoint, headingOf, metresBetween } from '../car/trace.js';
import { type Html, html } from './html.js';

const WIDTH = 640;
const HEIGHT = 460;
const MARGIN = 56;

/** Metres from edge to edge; steps, so that the map holds still while the car moves within one. */
const SPANS = [600, 1200, 2500, 5000, 10_000, 20_000, 40_000, 80_000, 160_000, 640_000, 20_000_000];

interface Point {
  readonly x: number;
  readonly y: number;
}

interface View {
  readonly pixelsPerMetre: number;
  readonly project: (position: Position) => Point;
}

/** A map without a map: where the car is against where it has been, to scale, north at the top. */
export const map = (here: Position, trace: readonly Position[]): Html => {
  const places = trace.length > 0 ? trace : [here];
  const view = viewOf(here, places);
  const path = places.map(view.project);
  const car = view.project(here);
  const heading = headingOf(trace);
  const start = path[0] ?? car;
  return html`
  <svg class="map" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${description(here, places, heading)}">
    <rect class="map-ground" width="${WIDTH}" height="${HEIGHT}"/>
    ${grid(view, here)}
    <circle class="map-ring" cx="${px(car.x)}" cy="${px(car.y)}" r="42"/>
    <circle class="map-ring" cx="${px(car.x)}" cy="${px(car.y)}" r="92"/>
    <polyline class="map-trace-edge" points="${points(path)}"/>
    <polyline class="map-trace" points="${points(path)}"/>
    <circle class="map-start" cx="${px(start.x)}" cy="${px(start.y)}" r="5"/>
    <g class="map-car" transform="translate(${px(car.x)} ${px(car.y)})">
      <circle class="map-pulse" r="17"/>
      <circle class="map-dot" r="15"/>
      <g transform="rotate(${Math.round(heading ?? 0)})">${
        heading === null
          ? html`<circle class="map-arrow" r="5"/>`
          : html`<path class="map-arrow" d="M0-8 6 6 0 3-6 6z"/>`
      }</g>
    </g>
    <g class="map-north" transform="translate(${WIDTH - 34} 38)" aria-hidden="true">
      <path d="M0-16 6 4 0 0-6 4z"/><text y="20" text-anchor="middle">N</text>
    </g>
    ${scaleBar(view)}
  </svg>`;
};

const viewOf = (here: Position, places: readonly Position[]): View => {
  const offsets = places.map((place) => metresBetween(here, place));
  const norths = offsets.map((offset) => offset.north);
  const easts = offsets.map((offset) => offset.east);
  const [south, north] = [Math.min(0, ...norths), Math.max(0, ...norths)];
  const [west, east] = [Math.min(0, ...easts), Math.max(0, ...easts)];
  const needed = Math.max(
    ((east - west) * WIDTH) / (WIDTH - 2 * MARGIN),
    ((north - south) * WIDTH) / (HEIGHT - 2 * MARGIN),
  );
  const span = SPANS.find((candidate) => candidate >= needed) ?? needed;
  const pixelsPerMetre = WIDTH / span;
  const middle = { north: (north + south) / 2, east: (east + west) / 2 };
  return {
    pixelsPerMetre,
    project: (position) => {
      const offset = metresBetween(here, position);
      return {
        x: WIDTH / 2 + (offset.east - middle.east) * pixelsPerMetre,
        y: HEIGHT / 2 - (offset.north - middle.north) * pixelsPerMetre,
      };
    },
  };
};

const px = (value: number): string => value.toFixed(1);
const points = (path: readonly Point[]): string =>
  path.map(({ x, y }) => `${px(x)},${px(y)}`).join(' ');

/** A length that fills about a quarter of the map and reads well: 100, 200, 500 m, 1, 2, 5 km … */
const roundLength = (view: View): number => {
  const wanted = WIDTH / 4 / view.pixelsPerMetre;
  const magnitude = 10 ** Math.floor(Math.log10(wanted));
  return magnitude * ([5, 2, 1].find((step) => step * magnitude <= wanted) ?? 1);
};

const scaleBar = (view: View): Html => {
  const metres = roundLength(view);
  const width = metres * view.pixelsPerMetre;
  const label = metres >= 1000 ? `${metres / 1000} km` : `${metres} m`;
  return html`
    <g class="map-scale" transform="translate(24 ${HEIGHT - 24})" aria-hidden="true">
      <path d="M0-6v6h${px(width)}v-6"/><text x="${px(width / 2)}" y="-8" text-anchor="middle">${label}</text>
    </g>`;
};

/** Lines a round length apart that stay where they are on the ground. */
const grid = (view: View, here: Position): Html => {
  const step = roundLength(view) / 2;
  const spacing = step * view.pixelsPerMetre;
  const corner = metresBetween({ latitude: 0, longitude: here.longitude }, here);
  const car = view.project(here);
  const phase = (metres: number): number => (((metres % step) + step) % step) * view.pixelsPerMetre;
  const east = metresBetween({ ...here, longitude: 0 }, here).east;
  const lines: string[] = [];
  for (let x = (car.x - phase(east)) % spacing; x < WIDTH; x += spacing) {
    if (x > 0) lines.push(`M${px(x)} 0v${HEIGHT}`);
  }
  for (let y = (car.y + phase(corner.north)) % spacing; y < HEIGHT; y += spacing) {
    if (y > 0) lines.push(`M0 ${px(y)}h${WIDTH}`);
  }
  return html`<path class="map-grid" d="${lines.join('')}"/>`;
};

const description = (
  here: Position,
  places: readonly Position[],
  heading: number | null,
): string => {
  const where = `Latitude ${here.latitude.toFixed(4)}, longitude ${here.longitude.toFixed(4)}`;
  if (heading === null) return `${where}. The car has not moved since you opened this page.`;
  return `${where}, last heading ${compassPoint(heading)}, with a trace of ${places.length} recent positions.`;
};
