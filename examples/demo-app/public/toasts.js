const READING_TIME = 6000;

/** Good news leaves by itself; bad news stays until it is dismissed. */
export const armToast = (toast) => {
  const close = toast.querySelector('[data-close]');
  close.hidden = false;
  close.addEventListener('click', () => toast.remove());
  if (toast.dataset.tone === 'good') setTimeout(() => toast.remove(), READING_TIME);
};

export const showToast = (area, markup) => {
  const template = document.createElement('template');
  template.innerHTML = markup;
  const toast = template.content.firstElementChild;
  const text = toast.textContent.trim();
  for (const shown of area.children) if (shown.textContent.trim() === text) shown.remove();
  area.append(toast);
  armToast(toast);
};

export const sayLost = (area) =>
  showToast(
    area,
    '<div class="toast" data-tone="bad" role="alert"><p>That did not get through. Please try again.</p>' +
      '<button type="button" class="toast-close" data-close hidden>Dismiss</button></div>',
  );
