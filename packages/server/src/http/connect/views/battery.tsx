import type { BatteryView } from '../../../connect/battery-contract.js';
import { Icon } from '../../pages/design/icons.js';
import { ProblemSummary } from '../../pages/design/notice.js';
import { BatteryButtons, BatteryChoices, FIRST_BATTERY } from './battery-choices.js';
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
  const isMissing = view.state === 'unanswered';
  return (
    <Shell
      frame={frame}
      heading={texts.heading}
      applicationName={applicationName}
      simulated={view.simulated}
      tools={<LanguagePicker texts={frame.texts} action={action} />}
    >
      {isMissing ? (
        <ProblemSummary {...frame.texts.problem['no-battery-chosen']()} field={FIRST_BATTERY} />
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
        <BatteryChoices
          texts={frame.texts}
          candidates={view.candidates}
          chosen={view.chosen}
          isMissing={isMissing}
        />
        <div class="actions">
          <BatteryButtons texts={frame.texts} />
        </div>
      </form>
    </Shell>
  );
};

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
