const Roof = ({ size }: { size: number }) => (
  <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden="true" focusable="false">
    <g fill="none" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round">
      <path d="M3 12.5 16 4.5l13 8M6.5 11v16M25.5 11v16" stroke-width="3" />
      <path
        d="M10.5 26.5v-5l1.7-4.3c.2-.6.8-1 1.4-1h4.8c.6 0 1.2.4 1.4 1l1.7 4.3v5m-11-5h11"
        stroke-width="2.4"
      />
    </g>
  </svg>
);

export const Brandmark = ({ href, size = 24 }: { href?: string; size?: number }) =>
  href === undefined ? (
    <span class="brandmark">
      <Roof size={size} />
      Carport
    </span>
  ) : (
    <a class="brandmark" href={href}>
      <Roof size={size} />
      Carport
    </a>
  );
