import { carInQuestion, openQuestions } from '../../../connect/battery-questions.js';
import { pathOf } from '../../../connect/flow.js';
import { Icon } from '../../pages/design/icons.js';
import { BatteryButtons, BatteryChoices, FIRST_BATTERY } from './battery-choices.js';
import { carName } from './car-name.js';
import { FormToken, problemOn, StepPage, type StepProps, WayBack } from './step-page.js';

/** Which of its model's batteries a car has that is about to be connected. The consent does not depend on it. */
export const BatteryStep = (props: StepProps) => {
  const { view, base, frame } = props;
  const { session } = view;
  const texts = frame.texts.battery;
  const { applicationName } = session.request;
  const car = carInQuestion(session);
  if (car === undefined) return null;
  const answer = session.batteries.find(({ vin }) => vin === car.vin)?.answer;
  const isBeforeOthers = openQuestions(session) > 1;
  const isLast = !isBeforeOthers && pathOf(session).at(-1) === 'battery';
  return (
    <StepPage {...props} step="battery" heading={texts.heading} problemField={FIRST_BATTERY}>
      <div class="heading">
        <h1 id="battery-heading">{texts.heading}</h1>
        <p class="lead">{texts.lead(applicationName)}</p>
      </div>
      <p class="car-chip">
        <Icon name="car" size={22} />
        <span class="choice__text">
          <span>{carName(car)}</span>
          {session.batteries.length > 1 ? (
            <span class="choice__detail choice__detail--code">{car.vin}</span>
          ) : null}
        </span>
      </p>
      <form class="connect__form" method="post" action={`${base}/battery`}>
        <FormToken view={view} />
        <input type="hidden" name="vin" value={car.vin} />
        <BatteryChoices
          texts={frame.texts}
          candidates={car.batteries ?? []}
          chosen={answer ?? null}
          isMissing={problemOn(view, 'battery') !== null}
        />
        {isLast ? <WayBack frame={frame} view={view} /> : null}
        <div class="actions">
          <BatteryButtons texts={frame.texts} />
          {isBeforeOthers ? (
            <button
              class="text-button"
              id="skip-button"
              type="submit"
              name="skip"
              value="yes"
              formNoValidate
            >
              {texts.skip}
            </button>
          ) : null}
        </div>
      </form>
    </StepPage>
  );
};
