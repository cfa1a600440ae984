/** Markup that is safe to send; everything put into it was escaped. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
  toString(): string {
    return this.text;
  }
}

export type Child = Html | string | number | null | undefined | false | readonly Child[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? '');

const render = (child: Child): string => {
  if (child === null || child === undefined || child === false) return '';
  if (child instanceof Html) return child.text;
  if (typeof child === 'string' || typeof child === 'number') return escaped(String(child));
  return child.map(render).join('');
};

/** Markup with values in it; attributes have to be in quotes. */
export const html = (parts: TemplateStringsArray, ...children: readonly Child[]): Html =>
  new Html(parts.reduce((text, part, index) => text + render(children[index - 1]) + part));
