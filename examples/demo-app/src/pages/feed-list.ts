import type { Change, Happening } from '../webhooks/feed.js';
import type { WebhookStatus } from '../webhooks/register.js';
import { moment } from './format.js';
import { type Html, html } from './html.js';

export const feedItem = (happening: Happening): Html => html`
  <li class="event" id="event-${happening.id}" data-kind="${happening.kind}">
    <p class="event-time">${moment(happening.at, 'clock')}</p>
    <ul class="event-changes">${happening.changes.map(change)}</ul>
  </li>`;

const change = ({ label, code, before, after, docUrl }: Change): Html => html`
  <li title="${code}"><span class="event-label">${label}</span>
    ${before === '' ? null : html`<s>${before}</s><span class="unseen"> is now </span>`}
    <span class="event-value">${after}</span>
    ${docUrl === null ? null : html`<a href="${docUrl}" target="_blank" rel="noopener">What this means</a>`}</li>`;

export const feedStatus = (status: WebhookStatus): Html =>
  status.state === 'listening'
    ? html`<span class="lamp" data-on="yes"></span>Listening for webhooks`
    : html`<span class="lamp" data-on="no"></span>Webhook not set up yet: ${status.reason}`;

export const feedList = (happenings: readonly Happening[]): Html => html`
  <ol class="events" id="feed" tabindex="0" aria-live="polite" aria-relevant="additions" aria-label="Events of your car, newest first">
    ${happenings.map(feedItem)}
  </ol>
  <p class="empty events-none">Quiet so far. Lock the car or let some time pass: the news arrives here by itself.</p>`;
