import type { ComponentChildren } from 'preact';
import type { Assets } from '../assets.js';

interface DocumentProps {
  readonly title: string;
  readonly assets: Assets;
  readonly bodyClass?: string;
  readonly language?: string;
  /** An address that the browser goes on to by itself. */
  readonly goOnTo?: string;
  /** The way past the header for keyboards. */
  readonly skipLabel?: string;
  /** A stylesheet after the one of every page. */
  readonly extraStylesheet?: string;
  /** A script besides the one of every page. */
  readonly script?: string | undefined;
  readonly children: ComponentChildren;
}

export const Document = ({
  title,
  assets,
  bodyClass,
  language = 'en',
  goOnTo,
  skipLabel = 'Skip to content',
  extraStylesheet,
  script,
  children,
}: DocumentProps) => (
  <html lang={language}>
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
      <meta name="robots" content="noindex" />
      {goOnTo === undefined ? null : <meta http-equiv="refresh" content={`0;url=${goOnTo}`} />}
      <title>{title}</title>
      <link rel="icon" href={assets.icon} type="image/svg+xml" />
      <link rel="stylesheet" href={assets.stylesheet} />
      {extraStylesheet === undefined ? null : <link rel="stylesheet" href={extraStylesheet} />}
      <script src={assets.script} defer />
      {script === undefined ? null : <script src={script} defer />}
    </head>
    <body class={bodyClass}>
      <a class="skip-link" href="#content">
        {skipLabel}
      </a>
      {children}
    </body>
  </html>
);
