import { type Child, html } from './html.js';

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const tenths = new Intl.NumberFormat('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });

export const wholeNumber = (value: number): string => whole.format(value);
export const oneDecimal = (value: number): string => tenths.format(value);
export const km = (value: number): string => `${whole.format(value)} km`;

/** The browser's script puts it into the reader's own words; without it the server's clock is shown. */
export const moment = (at: Date, style: 'ago' | 'clock'): Child =>
  html`<time datetime="${at.toISOString()}" data-time="${style}">${clock.format(at)}</time>`;
