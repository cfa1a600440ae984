// Every page works without this file. It filters brands while typing, keeps a form from being sent
// twice, shows passwords on demand and copies credentials.

const plain = (text) =>
  text
    .normalize('NFD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();

/** As the server searches: beginnings of names and words, and from three letters on anything in between. */
const fits = (name, typed) =>
  plain(name).startsWith(typed) ||
  name.split(/[\s-]/).some((word) => plain(word).startsWith(typed)) ||
  (typed.length > 2 && plain(name).includes(typed));

const filterBrands = () => {
  const input = document.querySelector('#brand-search');
  const list = document.querySelector('[data-brand-list]');
  const status = document.querySelector('[data-brand-status]');
  if (!input || !list || !status) return;
  const items = [...list.children];
  // A search that the server answered is already narrowed down; only a whole list can be filtered here.
  if (list.dataset.brandList !== 'whole') return;
  const button = input.form.querySelector('button');

  const filter = () => {
    const typed = plain(input.value);
    let shown = 0;
    for (const item of items) {
      const matches = item.dataset.names.split('|').some((name) => fits(name, typed));
      item.hidden = !matches;
      if (matches) shown += 1;
    }
    status.textContent = shown === 1 ? status.dataset.one : status.dataset.many.replace('#', shown);
    status.classList.toggle('visually-hidden', shown > 0);
    if (shown === 0) status.textContent = status.dataset.none;
    // The server also knows the brands of other countries.
    button.hidden = shown > 0;
  };
  input.addEventListener('input', filter);
  input.form.addEventListener('submit', (event) => {
    const first = items.find((item) => !item.hidden);
    if (!first) return;
    event.preventDefault();
    first.querySelector('button').focus();
  });
  filter();
};

const sendOnce = () => {
  const sent = new Map();
  document.addEventListener('submit', (event) => {
    const method = event.submitter?.formMethod || event.target.method;
    if (event.defaultPrevented || method !== 'post') return;
    if (sent.has(event.target)) {
      event.preventDefault();
      return;
    }
    sent.set(event.target, event.submitter);
    event.submitter?.setAttribute('aria-disabled', 'true');
  });
  // The page may come back from the browser's memory, and must then work again.
  window.addEventListener('pageshow', () => {
    for (const button of sent.values()) button?.removeAttribute('aria-disabled');
    sent.clear();
  });
};

const revealPasswords = () => {
  for (const button of document.querySelectorAll('[data-reveals]')) {
    const input = document.getElementById(button.dataset.reveals);
    button.hidden = false;
    button.addEventListener('click', () => {
      const show = input.type === 'password';
      input.type = show ? 'text' : 'password';
      button.setAttribute('aria-pressed', String(show));
    });
    input.form.addEventListener('submit', () => {
      input.type = 'password';
    });
  }
};

const copyTexts = () => {
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll('[data-copies]')) {
    const label = button.textContent;
    button.hidden = false;
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(
        document.getElementById(button.dataset.copies).textContent,
      );
      button.textContent = button.dataset.copied;
      setTimeout(() => {
        button.textContent = label;
      }, 1500);
    });
  }
};

filterBrands();
sendOnce();
revealPasswords();
copyTexts();
