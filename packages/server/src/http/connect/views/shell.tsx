import type { ComponentChildren } from 'preact';
import type { Assets } from '../../pages/assets.js';
import { Brandmark } from '../../pages/design/brandmark.js';
import { Document } from '../../pages/design/document.js';
import { Icon } from '../../pages/design/icons.js';
import { accentPath } from '../accent-route.js';
import type { Texts } from '../texts/english.js';

/** What every page of Connect is drawn with. */
export interface Frame {
  readonly assets: Assets;
  readonly texts: Texts;
  /** The app's own colour, where it has one. */
  readonly accent?: string | null;
}

interface ShellProps {
  readonly frame: Frame;
  readonly heading: string;
  readonly applicationName?: string | undefined;
  readonly simulated?: boolean;
  readonly goOnTo?: string;
  readonly script?: string;
  /** Stands in the bar, before everything else. */
  readonly tools?: ComponentChildren;
  readonly children: ComponentChildren;
}

export const Shell = ({
  frame,
  heading,
  applicationName,
  simulated,
  goOnTo,
  script,
  tools,
  children,
}: ShellProps) => {
  const { assets, texts, accent } = frame;
  return (
    <Document
      title={texts.titleOf(heading)}
      assets={assets}
      bodyClass="connect"
      language={texts.language}
      skipLabel={texts.skip}
      script={script}
      {...(accent ? { extraStylesheet: accentPath(accent) } : {})}
      {...(goOnTo === undefined ? {} : { goOnTo })}
    >
      <header class="connect__bar">
        <Brandmark />
        {simulated ? <span class="badge badge--notice">{texts.simulationBadge}</span> : null}
        {tools}
      </header>
      <main class="connect__main page-content" id="content">
        {children}
      </main>
      <footer class="connect__foot">
        {applicationName === undefined ? null : <p>{texts.footer(applicationName)}</p>}
      </footer>
    </Document>
  );
};

/** The way back and how far it is. */
export const Trail = ({
  texts,
  backHref,
  step,
  steps,
}: {
  texts: Texts;
  backHref: string | undefined;
  step: number;
  steps: number;
}) => (
  <div class="trail">
    {backHref === undefined ? null : (
      <a class="trail__back" href={backHref}>
        <Icon name="arrowLeft" size={18} />
        {texts.back}
      </a>
    )}
    <div class="trail__steps">
      <span class="visually-hidden">{texts.stepOf(step, steps)}</span>
      {Array.from({ length: steps }, (_, index) => (
        <span class={index < step ? 'trail__step trail__step--done' : 'trail__step'} />
      ))}
    </div>
  </div>
);
