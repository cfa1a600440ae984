import { countriesIn } from '../../../connect/countries.js';
import { Icon } from '../../pages/design/icons.js';
import { Monogram } from '../../pages/design/monogram.js';
import { Notice } from '../../pages/design/notice.js';
import { FormToken, StepPage, type StepProps } from './step-page.js';

export const Preamble = (props: StepProps) => {
  const { view, base, frame } = props;
  const { request, country } = view.session;
  const app = request.applicationName;
  const texts = frame.texts.preamble;
  return (
    <StepPage {...props} step="preamble" heading={texts.heading(app)}>
      <Meeting app={app} />
      <div class="heading">
        <h1>{texts.heading(app)}</h1>
        <p class="lead">{texts.lead(app)}</p>
      </div>
      {view.simulated ? <Notice kind="simulation">{texts.simulation}</Notice> : null}
      <ul class="promises">
        {texts.promises.map(({ icon, title, text }) => (
          <li class="promise">
            <Icon name={icon as 'lock' | 'sliders' | 'shield'} size={22} />
            <span class="promise__title">{title}</span>
            <span class="promise__text">{text(app)}</span>
          </li>
        ))}
      </ul>
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
