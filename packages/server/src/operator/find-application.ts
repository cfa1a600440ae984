import type { ApplicationEntry, Applications } from '../applications/contract.js';
import { Refusal } from './surroundings.js';

const PAGE = 500;

/** Every application, page by page. */
export async function* allApplications(
  applications: Pick<Applications, 'list'>,
): AsyncGenerator<ApplicationEntry> {
  let after: ApplicationEntry | undefined;
  do {
    const page = await applications.list({ limit: PAGE, ...(after ? { after } : {}) });
    yield* page;
    after = page.length === PAGE ? page.at(-1) : undefined;
  } while (after);
}

/** The one whose id is or begins with the text, or whose name it is; refuses when that is none or several. */
export const findOne = async (
  applications: Pick<Applications, 'list'>,
  text: string,
): Promise<ApplicationEntry> => {
  const found: ApplicationEntry[] = [];
  for await (const entry of allApplications(applications)) {
    if (entry.id === text.toLowerCase()) return entry;
    if (entry.id.startsWith(text.toLowerCase()) || entry.name === text) found.push(entry);
  }
  const [one, another] = found;
  if (!one) throw new Refusal(`there is no application "${text}"; "applications list" shows them`);
  if (another)
    throw new Refusal(`"${text}" could be ${found.length} applications; give the whole id`);
  return one;
};
