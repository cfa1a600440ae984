import type { BatteryCandidate, BatteryView } from '../../../connect/battery-contract.js';
import { Icon } from '../../pages/design/icons.js';
import { ProblemSummary } from '../../pages/design/notice.js';
import { carName } from './car-name.js';
import { Ending } from './endings.js';
import { LanguagePicker } from './language-picker.js';
import { type Frame, Shell } from './shell.js';

interface BatteryProps {
  readonly frame: Frame;
  readonly view: BatteryView;
  /** The page's own address. */
  readonly action: string;
}

/** Which of its model's batteries the car has: the question, or what became of it. */
export const Battery = (props: BatteryProps) => {
  const { state } = props.view;
  return state === 'asked' || state === 'unanswered' ? (
    <Question {...props} />
  ) : (
    <Answered {...props} state={state} />
  );
};

const Question = ({ frame, view, action }: BatteryProps) => {
  const texts = frame.texts.battery;
  const { applicationName } = view;
  return (
    <Shell
      frame={frame}
      heading={texts.heading}
      applicationName={applicationName}
      simulated={view.simulated}
      tools={<LanguagePicker texts={frame.texts} action={action} />}
    >
      {view.state === 'unanswered' ? (
        <ProblemSummary {...texts.unanswered} field="capacity-0" />
      ) : null}
      <div class="heading">
        <h1 id="battery-heading">{texts.heading}</h1>
        <p class="lead">{texts.lead(applicationName)}</p>
      </div>
      <p class="car-chip">
        <Icon name="car" size={22} />
        {carName(view.car)}
      </p>
      <form class="connect__form" method="post" action={action}>
        <fieldset aria-labelledby="battery-heading" aria-describedby="battery-hint">
          <ul class="choices">
            {view.candidates.map((candidate, index) => (
              <Choice {...{ candidate, index, view, frame }} />
            ))}
          </ul>
        </fieldset>
        <p class="small" id="battery-hint">
          {texts.hint}
        </p>
        <div class="actions">
          <button class="button button--wide" id="save-button" type="submit">
            {texts.save}
          </button>
          <button
            class="button button--quiet button--wide"
            id="unsure-button"
            type="submit"
            name="unsure"
            value="yes"
            formNoValidate
          >
            {texts.dontKnow}
          </button>
        </div>
      </form>
    </Shell>
  );
};

const Choice = ({
  candidate: { capacity, description },
  index,
  view,
  frame: { texts },
}: {
  candidate: BatteryCandidate;
  index: number;
  view: BatteryView;
  frame: Frame;
}) => (
  <li>
    <label class="choice">
      <input
        type="radio"
        name="capacity"
        id={`capacity-${index}`}
        value={String(capacity)}
        checked={capacity === view.chosen}
        required
        {...(view.state === 'unanswered'
          ? { 'aria-invalid': true, 'aria-describedby': 'problem' }
          : {})}
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

type Answer = Exclude<BatteryView['state'], 'asked' | 'unanswered'>;

const Answered = ({ frame, view, action, state }: BatteryProps & { state: Answer }) => {
  const { texts } = frame;
  const { applicationName, exitUrl } = view;
  const isGood = state === 'saved' || state === 'known';
  const mayTryAgain = state === 'unreachable' || state === 'unsure';
  return (
    <Ending
      frame={frame}
      icon={isGood ? 'check' : 'car'}
      good={isGood}
      title={texts.battery[state].title}
      text={texts.battery[state].text(applicationName)}
      applicationName={applicationName}
      simulated={view.simulated}
    >
      {exitUrl === null && !mayTryAgain ? null : (
        <div class="actions">
          {exitUrl === null ? null : (
            <a class="button button--wide" id="exit-button" href={exitUrl}>
              {texts.leave(applicationName)}
            </a>
          )}
          {mayTryAgain ? (
            <a class="button button--quiet button--wide" href={action}>
              {texts.tryAgain}
            </a>
          ) : null}
        </div>
      )}
    </Ending>
  );
};
