import { type Child, Html, html } from './html.js';

export interface PageParts {
  readonly title: string;
  readonly bodyClass: string;
  readonly header: Child;
  readonly main: Child;
  readonly footer?: Child;
  /** The browser's part, only where there is something to keep up to date. */
  readonly script?: boolean;
}

export const BRAND = html`
  <a class="brand" href="/">
    <svg class="brand-mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <rect class="brand-ground" width="32" height="32" rx="9"/>
      <path class="brand-roof" d="M6 15.5 16 7l10 8.5"/>
      <path class="brand-lane" d="M12.5 25 14.8 17h2.4L19.5 25z"/>
    </svg>
    <span>Driveway</span>
  </a>`;

export const page = (parts: PageParts): string =>
  html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${parts.title}</title>
<link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/assets/app.css">
${parts.script ? new Html('<script type="module" src="/assets/app.js"></script>') : null}
</head>
<body class="${parts.bodyClass}">
<a class="skip" href="#main">Skip to content</a>
<header class="bar">${parts.header}</header>
${parts.main}
${parts.footer === undefined ? null : html`<footer class="foot">${parts.footer}</footer>`}
</body>
</html>`.text;
