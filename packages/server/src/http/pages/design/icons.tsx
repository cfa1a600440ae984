/** Line icons on a 24 px grid, in the colour of the text around them; decoration only. */
const PATHS = {
  arrowLeft: 'M15 5.5 8.5 12l6.5 6.5',
  arrowRight: 'm9 5.5 6.5 6.5L9 18.5',
  alert:
    'M12 8v5m0 3.2v.1M10.3 4.2 2.8 17.5A2 2 0 0 0 4.5 20.5h15a2 2 0 0 0 1.7-3L13.7 4.2a2 2 0 0 0-3.4 0Z',
  car: 'M4 17.5v-5l1.9-5.2A2 2 0 0 1 7.8 6h8.4a2 2 0 0 1 1.9 1.3L20 12.5v5m-16-5h16M4 17.5V19m16-1.5V19M4 17.5h16M7.5 15h1m7 0h1',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  chevronDown: 'm6 9.5 6 6 6-6',
  command: 'M13 3 5 13.5h6L10.5 21 19 10.5h-6.5L13 3Z',
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12Zm9.5 3a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z',
  flask:
    'M9.5 3.5v6L4.6 17.8a1.8 1.8 0 0 0 1.6 2.7h11.6a1.8 1.8 0 0 0 1.6-2.7L14.5 9.5v-6m-6.5 0h8M7 15h10',
  globe:
    'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17Zm0 0c2.2-2.2 3.3-5 3.3-8.5S14.2 5.7 12 3.5C9.8 5.7 8.7 8.5 8.7 12s1.1 6.3 3.3 8.5ZM3.5 12h17',
  lock: 'M7.5 10.5V8a4.5 4.5 0 0 1 9 0v2.5m-10 0h11a1.5 1.5 0 0 1 1.5 1.5v7a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 5 19v-7a1.5 1.5 0 0 1 1.5-1.5Z',
  search: 'm20 20-4.3-4.3M10.8 18a7.2 7.2 0 1 0 0-14.4 7.2 7.2 0 0 0 0 14.4Z',
  shield: 'M12 3.5 5 6v5.5c0 4.3 2.9 7.3 7 9 4.1-1.7 7-4.7 7-9V6l-7-2.5Zm-3 8.3 2.2 2.2 4-4.2',
  sliders:
    'M4 7.5h9m5 0h2M4 16.5h2m5 0h9M15.5 10a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Zm-7 9a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z',
} as const;

export type IconName = keyof typeof PATHS;

export const Icon = ({ name, size = 20 }: { name: IconName; size?: number }) => (
  <svg viewBox="0 0 24 24" width={size} height={size} aria-hidden="true" focusable="false">
    <path
      d={PATHS[name]}
      fill="none"
      stroke="currentColor"
      stroke-width="1.8"
      stroke-linecap="round"
      stroke-linejoin="round"
    />
  </svg>
);
