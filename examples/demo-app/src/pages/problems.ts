import { notShared, type Reading, SAID_ELSEWHERE } from '../car/state.js';
import type { Problem } from '../smartcar/problem.js';
import { type Html, html } from './html.js';
import { ICONS } from './icons.js';

/** The words of an error, with the page that explains it. */
export const problemText = (problem: Problem): Html => html`
  <span>${problem.message}</span>
  ${problem.docUrl === null ? null : html`<a href="${problem.docUrl}" target="_blank" rel="noopener">What this means</a>`}`;

/** Stands in for a card's content that is not there (yet). */
export const missing = (reading: Reading<unknown>): Html => {
  if (reading.problem === null) {
    return html`<div class="skeleton" role="status"><span class="unseen">Asking the car …</span></div>`;
  }
  if (notShared(reading)) {
    return html`
    <p class="empty">You kept this to yourself. <a href="/connect?again=yes">Share it</a> whenever you like.</p>`;
  }
  return html`<p class="empty">${problemText(reading.problem)}</p>`;
};

/** Under a value that is older than the rest because the car did not send it this time. */
export const stale = (reading: Reading<unknown>): Html | null =>
  reading.value === null || reading.problem === null || reading.problem.type === SAID_ELSEWHERE
    ? null
    : html`<p class="stale">${problemText(reading.problem)}</p>`;

export type ToastTone = 'good' | 'bad';

export interface Toast {
  readonly tone: ToastTone;
  readonly message: string;
  readonly docUrl: string | null;
  readonly reconnect: boolean;
}

export const goodToast = (message: string): Toast => ({
  tone: 'good',
  message,
  docUrl: null,
  reconnect: false,
});

export const badToast = ({ message, docUrl, reconnect }: Problem): Toast => ({
  tone: 'bad',
  message,
  docUrl,
  reconnect,
});

export const toast = ({ tone, message, docUrl, reconnect }: Toast): Html => html`
  <div class="toast" data-tone="${tone}" role="${tone === 'bad' ? 'alert' : 'status'}">
    ${tone === 'bad' ? ICONS.alert : ICONS.check}
    <p><span>${message}</span>
      ${docUrl === null ? null : html`<a href="${docUrl}" target="_blank" rel="noopener">What this means</a>`}
      ${reconnect ? html`<a href="/connect?again=yes">Connect again</a>` : null}</p>
    <button type="button" class="toast-close" data-close hidden>${ICONS.close}<span class="unseen">Dismiss</span></button>
  </div>`;
