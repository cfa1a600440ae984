import { type Child, type Html, html } from './html.js';
import { ICONS, type IconName } from './icons.js';

export interface CardParts {
  readonly name: string;
  readonly title: string;
  readonly icon: IconName;
  readonly content: Child;
  readonly aside?: Child;
}

export const card = ({ name, title, icon, content, aside }: CardParts): Html => html`
  <section class="card card-${name}" aria-labelledby="${name}-title">
    <header class="card-head">${ICONS[icon]}<h2 id="${name}-title">${title}</h2>${aside}</header>
    ${content}
  </section>`;

export interface CommandParts {
  readonly carId: string;
  readonly command: string;
  readonly label: string;
  readonly icon: IconName;
  readonly tone?: 'primary' | 'quiet';
}

/** A button that is a form, so that it works before (and without) the script. */
export const commandButton = ({ carId, command, label, icon, tone }: CommandParts): Html => html`
  <form method="post" action="/cars/${carId}/${command}" data-command>
    <button class="button" data-tone="${tone ?? 'quiet'}">${ICONS[icon]}<span>${label}</span></button>
  </form>`;
