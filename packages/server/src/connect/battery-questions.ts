import type { AccountVehicle, BatteryQuestion, FlowSession } from './session.js';

/*
 * The batteries that the owner is asked about, a car at a time, where the carmaker names several and does not tell
 * which of them it is. Who does not know goes on without an answer.
 */

type Cars = Pick<FlowSession, 'account' | 'vins'>;
type Asked = Pick<FlowSession, 'account' | 'batteries'>;

/** One for each of the picked cars that could have several. */
export const questionsAbout = ({ account, vins }: Cars): readonly BatteryQuestion[] =>
  (account?.vehicles ?? [])
    .filter(({ vin, batteries = [] }) => batteries.length > 1 && vins.includes(vin))
    .map(({ vin }) => ({ vin }));

/** The car to ask about now; the last one where all have been asked, for who comes back. */
export const carInQuestion = ({ account, batteries }: Asked): AccountVehicle | undefined => {
  const question = batteries.find(isOpen) ?? batteries.at(-1);
  return account?.vehicles.find(({ vin }) => vin === question?.vin);
};

/** How many are still to be asked about. */
export const openQuestions = ({ batteries }: Pick<FlowSession, 'batteries'>): number =>
  batteries.filter(isOpen).length;

const isOpen = ({ answer }: BatteryQuestion): boolean => answer === undefined;

export const isSettled = (batteries: readonly BatteryQuestion[]): boolean =>
  !batteries.some(isOpen);

/** With the owner's answer; undefined where it is none. A car that is not asked about changes nothing. */
export const answering = (
  { account, batteries }: Asked,
  vin: string,
  answer: number | null | undefined,
): readonly BatteryQuestion[] | undefined => {
  if (answer === undefined) return undefined;
  const { batteries: candidates = [] } = account?.vehicles.find((car) => car.vin === vin) ?? {};
  const isAnswer = answer === null || candidates.some(({ capacity }) => capacity === answer);
  if (!isAnswer) return undefined;
  return batteries.map((question) => (question.vin === vin ? { vin, answer } : question));
};

/** What is still open stays unknown. */
export const leftOpen = (question: BatteryQuestion): BatteryQuestion =>
  isOpen(question) ? { ...question, answer: null } : question;
