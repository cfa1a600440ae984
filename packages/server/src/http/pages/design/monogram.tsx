/** A name this short is shown whole. */
const MAX_WHOLE = 3;

/** "Alfa Romeo" -> "AR", "Volkswagen" -> "Vo", "BMW": stands where a logo would, and is not one. */
export const initials = (name: string): string => {
  const [first = '', second] = name.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const letters = [...first];
  if (second !== undefined) return `${letters[0]}${[...second][0]}`.toUpperCase();
  return letters.length > MAX_WHOLE ? letters.slice(0, 2).join('') : first;
};

export const Monogram = ({ name, large = false }: { name: string; large?: boolean }) => (
  <span class={large ? 'monogram monogram--large' : 'monogram'} aria-hidden="true">
    {initials(name)}
  </span>
);
