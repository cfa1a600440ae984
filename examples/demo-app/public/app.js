import { morphChildren } from './morph.js';
import { tellTimes } from './times.js';
import { armToast, sayLost, showToast } from './toasts.js';

const main = document.querySelector('main[data-car]');
const feed = document.getElementById('feed');
const toasts = document.getElementById('toasts');
const lost = document.getElementById('lost');
const carId = main.dataset.car;

const MOST_EVENTS = 40;
const TIME_FLIES_EVERY = 900;
const ASK_AGAIN_AFTER = 1500;

const parsed = (markup) => {
  const template = document.createElement('template');
  template.innerHTML = markup;
  tellTimes(template.content);
  return template.content;
};

const showFragments = (fragments) => {
  for (const [id, markup] of Object.entries(fragments)) {
    const element = document.getElementById(id);
    if (element !== null) morphChildren(element, parsed(markup));
  }
};

const showHappening = ({ id, html }) => {
  if (document.getElementById(id) !== null) return;
  const item = parsed(html).firstElementChild;
  item.classList.add('is-new');
  feed.prepend(item);
  while (feed.children.length > MOST_EVENTS) feed.lastElementChild.remove();
};

const events = `/cars/${carId}/events`;

const listen = () => {
  const source = new EventSource(events);
  source.addEventListener('open', () => {
    lost.hidden = true;
  });
  source.addEventListener('fragments', (event) => showFragments(JSON.parse(event.data)));
  source.addEventListener('happening', (event) => showHappening(JSON.parse(event.data)));
  source.addEventListener('error', () => {
    lost.hidden = false;
    if (source.readyState === EventSource.CLOSED) setTimeout(askWhy, ASK_AGAIN_AFTER);
  });
};

/** Browsers give up for good at any answer but events, be it only a server that is about to end, and do not say which. */
const askWhy = async () => {
  const asking = new AbortController();
  const answer = await fetch(events, { signal: asking.signal }).catch(() => null);
  asking.abort();
  if (answer?.status === 200) listen();
  // No content: the server does not know this car any more.
  else if (answer?.status === 204) location.assign('/');
  else setTimeout(askWhy, ASK_AGAIN_AFTER);
};

/** Sends a form's button as data. Answers whether the car did it. */
const send = async (action, fields) => {
  try {
    const response = await fetch(action, {
      method: 'POST',
      headers: { accept: 'application/json' },
      body: new URLSearchParams(fields),
    });
    const answer = await response.json();
    return { ...answer, show: () => show(answer) };
  } catch {
    return { ok: false, show: () => sayLost(toasts) };
  }
};

const show = ({ toast, fragments }) => {
  showFragments(fragments);
  if (toast !== null) showToast(toasts, toast);
};

const setBusy = (form, busy) => {
  form.toggleAttribute('data-busy', busy);
  // Hours in seconds are too much news to read out; the last of it is on the page.
  feed.setAttribute('aria-busy', String(busy));
  for (const button of form.querySelectorAll('button')) {
    button.setAttribute('aria-disabled', String(busy));
    if (!busy) button.removeAttribute('aria-disabled');
  }
};

document.addEventListener('submit', async (event) => {
  const form = event.target;
  if (!form.matches('form[data-command]')) return;
  event.preventDefault();
  if (form.hasAttribute('data-busy')) return;
  const pressed = event.submitter;
  pressed.setAttribute('data-pressed', '');
  setBusy(form, true);
  const answer = await send(form.action, new FormData(form, pressed));
  setBusy(form, false);
  pressed.removeAttribute('data-pressed');
  answer.show();
});

const fast = document.getElementById('fast-forward');

let flying = false;

const letTimeFly = async () => {
  if (flying) return;
  flying = true;
  feed.setAttribute('aria-busy', 'true');
  while (fast.getAttribute('aria-pressed') === 'true') {
    const answer = await send(`/cars/${carId}/advance`, { leap: 'minute' });
    answer.show();
    if (!answer.ok) fast.setAttribute('aria-pressed', 'false');
    await new Promise((resolve) => setTimeout(resolve, TIME_FLIES_EVERY));
  }
  flying = false;
  feed.setAttribute('aria-busy', 'false');
};

if (fast !== null) {
  fast.hidden = false;
  fast.addEventListener('click', () => {
    const flies = fast.getAttribute('aria-pressed') === 'true';
    fast.setAttribute('aria-pressed', String(!flies));
    if (!flies) void letTimeFly();
  });
}

for (const toast of toasts.querySelectorAll('.toast')) armToast(toast);
tellTimes(document);
setInterval(() => tellTimes(document), 1000);
listen();
