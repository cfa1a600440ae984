import { type HTMLElement, parse } from 'node-html-parser';
import { CookieJar } from 'tough-cookie';

/** A page as somebody without JavaScript has it before them. */
export interface Page {
  readonly url: URL;
  readonly status: number;
  readonly document: HTMLElement;
}

/** Where a redirect led out of the sites that the browser may visit. */
export interface Departure {
  readonly left: URL;
}

export interface Browser {
  open(url: string | URL): Promise<Page | Departure>;
  /** Presses a button or follows a link, with the form's fields filled in first. */
  press(page: Page, selector: string, fields?: Readonly<Fields>): Promise<Page | Departure>;
}

/** By field name; several values tick several boxes. */
export type Fields = Record<string, string | readonly string[]>;

const MOST_REDIRECTS = 10;

/** A browser that knows pages, forms and cookies, and no script. It stays on the given origins. */
export const createBrowser = (...origins: readonly string[]): Browser => {
  const jar = new CookieJar();

  const visit = async (target: URL, body?: URLSearchParams): Promise<Page | Departure> => {
    let url = target;
    let form = body;
    for (let hop = 0; hop < MOST_REDIRECTS; hop += 1) {
      if (!origins.includes(url.origin)) return { left: url };
      const response = await send(jar, url, form);
      const location = response.headers.get('location');
      if (location === null) return pageOf(url, response);
      await response.body?.cancel();
      url = new URL(location, url);
      form = undefined;
    }
    throw new Error(`redirected in a circle at ${url}`);
  };

  return {
    open: (url) => visit(new URL(url)),
    press: (page, selector, fields = {}) => {
      const pressed = page.document.querySelector(selector);
      if (!pressed) throw new Error(`${page.url.pathname} has no ${selector}`);
      if (pressed.tagName === 'A') return visit(new URL(attribute(pressed, 'href'), page.url));
      const form = pressed.closest('form');
      if (!form) throw new Error(`${selector} is in no form`);
      const entries = entriesOf(form, pressed, fields);
      const action = new URL(form.getAttribute('action') ?? '', page.url);
      if (form.getAttribute('method')?.toLowerCase() === 'post') return visit(action, entries);
      action.search = entries.toString();
      return visit(action);
    },
  };
};

const send = async (
  jar: CookieJar,
  url: URL,
  form: URLSearchParams | undefined,
): Promise<Response> => {
  const response = await fetch(url, {
    method: form ? 'POST' : 'GET',
    redirect: 'manual',
    headers: { cookie: await jar.getCookieString(url.href), accept: 'text/html' },
    ...(form ? { body: form } : {}),
  });
  for (const cookie of response.headers.getSetCookie()) await jar.setCookie(cookie, url.href);
  return response;
};

const pageOf = async (url: URL, response: Response): Promise<Page> => ({
  url,
  status: response.status,
  document: parse(await response.text()),
});

const attribute = (element: HTMLElement, name: string): string => element.getAttribute(name) ?? '';

/** What a browser sends: successful controls in the order of the page, and the button that was pressed. */
const entriesOf = (
  form: HTMLElement,
  pressed: HTMLElement,
  fields: Readonly<Fields>,
): URLSearchParams => {
  const entries = new URLSearchParams();
  const known = new Set<string>();
  for (const control of form.querySelectorAll('input, select, textarea')) {
    const name = attribute(control, 'name');
    known.add(name);
    if (name === '' || control.hasAttribute('disabled')) continue;
    const value = sentBy(control, fields[name]);
    if (value !== undefined) entries.append(name, value);
  }
  const unknown = Object.keys(fields).filter((name) => !known.has(name));
  if (unknown.length > 0) throw new Error(`the form has no field ${unknown.join(', ')}`);
  const name = attribute(pressed, 'name');
  if (name !== '') entries.append(name, attribute(pressed, 'value'));
  return entries;
};

const sentBy = (control: HTMLElement, given: Fields[string] | undefined): string | undefined => {
  const value = control.getAttribute('value') ?? '';
  const type = attribute(control, 'type');
  if (type === 'checkbox' || type === 'radio') {
    const on = given === undefined ? control.hasAttribute('checked') : given.includes(value);
    return on ? value : undefined;
  }
  if (typeof given === 'string') return given;
  if (control.tagName !== 'SELECT') return value;
  const options = control.querySelectorAll('option');
  const chosen = options.find((option) => option.hasAttribute('selected')) ?? options[0];
  return chosen && attribute(chosen, 'value');
};
