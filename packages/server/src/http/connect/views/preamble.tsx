import { countriesIn } from '../../../connect/countries.js';
import { Icon, type IconName } from '../../pages/design/icons.js';
import { Monogram } from '../../pages/design/monogram.js';
import { Notice } from '../../pages/design/notice.js';
import { carName } from './car-name.js';
import { LanguagePicker } from './language-picker.js';
import { FormToken, StepPage, type StepProps } from './step-page.js';

export const Preamble = (props: StepProps) => {
  const { view, base, frame } = props;
  const { request, country } = view.session;
  const app = request.applicationName;
  const texts = frame.texts.preamble;
  const { heading, lead } = request.reauthenticates ? frame.texts.again : texts;
  return (
    <StepPage
      {...props}
      step="preamble"
      heading={heading(app)}
      tools={
        <LanguagePicker texts={frame.texts} action={`${base}/preamble`}>
          <FormToken view={view} />
        </LanguagePicker>
      }
    >
      <Meeting app={app} />
      <div class="heading">
        <h1>{heading(app)}</h1>
        <p class="lead">{lead(app)}</p>
      </div>
      {view.simulated ? <Notice kind="simulation">{texts.simulation}</Notice> : null}
      <Promises {...props} />
      <form class="connect__form" method="post" action={`${base}/preamble`}>
        <FormToken view={view} />
        <div class="field">
          <label class="field__label" for="country">
            {texts.country}
          </label>
          <div class="select">
            <select class="input" id="country" name="country" autocomplete="country">
              {countriesIn(frame.texts.language).map(({ code, name }) => (
                <option value={code} selected={code === country}>
                  {name}
                </option>
              ))}
            </select>
            <Icon name="chevronDown" size={18} />
          </div>
        </div>
        <div class="actions">
          <button class="button button--wide" id="continue-button" type="submit">
            {texts.submit}
          </button>
        </div>
      </form>
    </StepPage>
  );
};

/** What the owner can count on; who only signs in again is told which car it is about. */
const Promises = ({ view, frame }: StepProps) => {
  const { applicationName: app, reauthenticates } = view.session.request;
  const { preamble, again } = frame.texts;
  const car = reauthenticates?.car;
  return (
    <>
      {car ? (
        <p class="car-chip">
          <Icon name="car" size={22} />
          {carName(car)}
        </p>
      ) : null}
      <ul class="promises">
        <Kept icon="lock" title={preamble.password.title} text={preamble.password.text(app)} />
        {reauthenticates ? (
          <Kept icon="shield" title={again.unchanged.title} text={again.unchanged.text(app)} />
        ) : (
          <>
            <Kept icon="sliders" {...preamble.choice} />
            <Kept icon="shield" {...preamble.consent} />
          </>
        )}
      </ul>
    </>
  );
};

const Kept = ({ icon, title, text }: { icon: IconName; title: string; text: string }) => (
  <li class="promise">
    <Icon name={icon} size={22} />
    <span class="promise__title">{title}</span>
    <span class="promise__text">{text}</span>
  </li>
);

/** The app on one side, the car on the other. */
const Meeting = ({ app }: { app: string }) => (
  <div class="meeting" aria-hidden="true">
    <Monogram name={app} large />
    <span class="meeting__link">
      <Icon name="lock" size={16} />
    </span>
    <span class="monogram monogram--large monogram--car">
      <Icon name="car" size={28} />
    </span>
  </div>
);
