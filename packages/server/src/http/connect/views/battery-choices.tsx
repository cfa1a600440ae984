import type { BatteryCandidate } from '../../../connect/battery-contract.js';
import type { Texts } from '../texts/english.js';

interface ChoicesProps {
  readonly texts: Texts;
  readonly candidates: readonly BatteryCandidate[];
  readonly chosen: number | null;
  /** The form came without a choice. */
  readonly isMissing: boolean;
}

/** The first of them, which a missing choice is put right at. */
export const FIRST_BATTERY = 'capacity-0';

/** The batteries to choose from, under a heading with the id `battery-heading`. */
export const BatteryChoices = (props: ChoicesProps) => (
  <>
    <fieldset aria-labelledby="battery-heading" aria-describedby="battery-hint">
      <ul class="choices">
        {props.candidates.map((candidate, index) => (
          <Choice {...{ ...props, candidate, index }} />
        ))}
      </ul>
    </fieldset>
    <p class="small" id="battery-hint">
      {props.texts.battery.hint}
    </p>
  </>
);

const Choice = ({
  candidate: { capacity, description },
  index,
  texts,
  chosen,
  isMissing,
}: ChoicesProps & { candidate: BatteryCandidate; index: number }) => (
  <li>
    <label class="choice">
      <input
        type="radio"
        name="capacity"
        id={`capacity-${index}`}
        value={String(capacity)}
        checked={capacity === chosen}
        required
        {...(isMissing ? { 'aria-invalid': true, 'aria-describedby': 'problem' } : {})}
      />
      <span class="choice__text">
        <span class="choice__title">{kwhIn(capacity, texts.language)}</span>
        {description === null ? null : <span class="choice__detail">{trimOf(description)}</span>}
      </span>
    </label>
  </li>
);

const kwhIn = (kwh: number, language: string): string =>
  `${new Intl.NumberFormat(language).format(kwh)} kWh`;

/** `BEV:Long Range` is "Long Range" to whoever drives it. */
const trimOf = (description: string): string => description.replace(/^[A-Z]+:/, '');

/** Who chooses nothing can say so. */
export const BatteryButtons = ({ texts: { battery } }: Pick<ChoicesProps, 'texts'>) => (
  <>
    <button class="button button--wide" id="save-button" type="submit">
      {battery.save}
    </button>
    <button
      class="button button--quiet button--wide"
      id="unsure-button"
      type="submit"
      name="unsure"
      value="yes"
      formNoValidate
    >
      {battery.dontKnow}
    </button>
  </>
);
