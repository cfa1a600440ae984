import type { ComponentChildren } from 'preact';
import { Icon } from './icons.js';

export const Notice = ({
  kind,
  children,
}: {
  kind: 'plain' | 'simulation';
  children: ComponentChildren;
}) => (
  <div class={kind === 'plain' ? 'notice' : 'notice notice--simulation'}>
    <Icon name={kind === 'plain' ? 'shield' : 'flask'} />
    <div>{children}</div>
  </div>
);

/** What went wrong with a form, announced when the page opens; leads to the field when there is one. */
export const ProblemSummary = ({
  title,
  text,
  field,
}: {
  title: string;
  text: string;
  field?: string | undefined;
}) => (
  <div class="notice notice--problem" role="alert" id="problem" tabIndex={-1}>
    <Icon name="alert" />
    <p>
      <strong>{field === undefined ? title : <a href={`#${field}`}>{title}</a>}</strong> {text}
    </p>
  </div>
);
