import type { ComponentChildren } from 'preact';

export type Fact = readonly [name: string, value: ComponentChildren];

/** One documented thing with an address of its own. */
export const Entry = ({
  id,
  name,
  badge,
  inWords = false,
  facts,
  children,
}: {
  id: string;
  name: string;
  badge?: string;
  /** Its name is words, not something to type. */
  inWords?: boolean;
  facts: readonly Fact[];
  children: ComponentChildren;
}) => (
  <section class="entry" id={id} aria-labelledby={`${id}-name`}>
    <div class={inWords ? 'entry__head entry__head--words' : 'entry__head'}>
      <h2 id={`${id}-name`}>
        <a href={`#${id}`}>{name}</a>
      </h2>
      {badge === undefined ? null : <span class="badge">{badge}</span>}
    </div>
    {children}
    <dl class="facts">
      {facts.map(([term, value]) => (
        <>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </>
      ))}
    </dl>
  </section>
);
