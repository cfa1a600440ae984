/** Code or JSON; scrollable by keyboard, because it may be wider than the page. */
export const Example = ({ label, text }: { label: string; text: string }) => (
  <section class="example" aria-label={label}>
    {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable. */}
    <pre class="code" tabIndex={0}>
      {text}
    </pre>
  </section>
);

export const json = (body: unknown): string => JSON.stringify(body, null, 2);
