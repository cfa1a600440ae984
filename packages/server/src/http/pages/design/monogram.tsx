/** "Alfa Romeo" -> "AR", "Volkswagen" -> "Vo": stands where a logo would, and is not one. */
export const initials = (name: string): string => {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const [first = '', second] = words;
  if (second !== undefined) return `${[...first][0]}${[...second][0]}`.toUpperCase();
  const letters = [...first];
  return first === first.toUpperCase()
    ? letters.slice(0, 3).join('')
    : letters.slice(0, 2).join('');
};

export const Monogram = ({ name, large = false }: { name: string; large?: boolean }) => (
  <span class={large ? 'monogram monogram--large' : 'monogram'} aria-hidden="true">
    {initials(name)}
  </span>
);
