import { keylessCars } from '../../../connect/virtual-key.js';
import { Icon } from '../../pages/design/icons.js';
import { Notice } from '../../pages/design/notice.js';
import { carName } from './car-name.js';
import { serviceOf } from './service.js';
import { FormToken, StepPage, type StepProps, WayBack } from './step-page.js';

/** The way to the carmaker's page where the owner lets the app's key in. The consent does not depend on it. */
export const VirtualKeyStep = (props: StepProps) => {
  const { view, base, frame } = props;
  const { session, virtualKeyUrl } = view;
  const texts = frame.texts.virtualKey;
  const { applicationName } = session.request;
  const { brand } = serviceOf(session.make, session.country, frame.texts);
  const [car, ...others] = keylessCars(session);
  if (car === undefined) return null;
  const heading = texts.heading(applicationName);
  return (
    <StepPage {...props} step="virtual-key" heading={heading}>
      <div class="heading">
        <h1>{heading}</h1>
        <p class="lead">{texts.lead(applicationName, brand)}</p>
      </div>
      <p class="car-chip">
        <Icon name="car" size={22} />
        {others.length === 0 ? carName(car) : frame.texts.permissions.cars(others.length + 1)}
      </p>
      {view.simulated ? <Notice kind="simulation">{texts.simulation}</Notice> : null}
      <p id="key-hint">{texts.hint(virtualKeyUrl.replace('https://', ''))}</p>
      <form class="connect__form" method="post" action={`${base}/virtual-key`}>
        <FormToken view={view} />
        <p class="small">{texts.later(applicationName)}</p>
        <WayBack frame={frame} view={view} />
        <div class="actions">
          <a
            class="button button--wide"
            id="key-link"
            href={virtualKeyUrl}
            target="_blank"
            rel="noopener noreferrer"
            aria-describedby="key-hint"
          >
            {texts.add(brand)}
          </a>
          <button class="button button--quiet button--wide" id="key-told-button" type="submit">
            {texts.submit}
          </button>
        </div>
      </form>
    </StepPage>
  );
};
