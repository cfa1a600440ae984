import { type Child, type Html, html } from './html.js';

export interface GaugeParts {
  /** 0 to 100; null while it is not known. */
  readonly percent: number | null;
  /** What is measured, for who cannot see it: "Battery 54 %, 212 km of range". */
  readonly label: string;
  readonly caption: Child;
  readonly kind: 'charge' | 'fuel';
  readonly flowing: boolean;
}

/** Three quarters of a circle, open at the bottom, drawn once and filled by its dashes. */
const ARC = 'M 56.4 183.6 A 90 90 0 1 1 183.6 183.6';

const levelOf = (percent: number | null): string => {
  if (percent === null) return 'unknown';
  if (percent < 15) return 'low';
  return percent < 40 ? 'middling' : 'good';
};

export const gauge = (parts: GaugeParts): Html => {
  const filled = parts.percent ?? 0;
  return html`
  <div class="gauge gauge-${parts.kind}" data-level="${levelOf(parts.percent)}" data-flowing="${parts.flowing ? 'yes' : 'no'}">
    <svg viewBox="0 0 240 208" role="img" aria-label="${parts.label}">
      <path class="gauge-track" d="${ARC}" pathLength="100"/>
      <path class="gauge-fill" d="${ARC}" pathLength="100" stroke-dasharray="${filled.toFixed(1)} 200"/>
      <path class="gauge-glint" d="${ARC}" pathLength="100" stroke-dasharray="${filled.toFixed(1)} 200"/>
    </svg>
    <div class="gauge-reading" aria-hidden="true">
      <p class="gauge-number">${
        parts.percent === null ? '–' : Math.round(parts.percent)
      }<span>%</span></p>
      <p class="gauge-caption">${parts.caption}</p>
    </div>
  </div>`;
};
