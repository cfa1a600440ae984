import { findMake } from '@carport/catalog';
import { permissionsOf } from '../../../connect/consent-request.js';
import { hintsFor } from '../../../connect/sign-in-hints.js';
import { Icon } from '../../pages/design/icons.js';
import { Monogram } from '../../pages/design/monogram.js';
import { Notice } from '../../pages/design/notice.js';
import { serviceOf } from './service.js';
import { SignInActions } from './sign-in-actions.js';
import { FormToken, problemOn, StepPage, type StepProps } from './step-page.js';

export const SignIn = (props: StepProps) => {
  const { view, base, frame } = props;
  const { make, country, request } = view.session;
  const texts = frame.texts.signIn;
  const service = serviceOf(make, country, frame.texts);
  return (
    <StepPage
      {...props}
      step="sign-in"
      heading={texts.heading(service.service)}
      problemField="username"
    >
      <div class="service">
        <Monogram name={service.brand} large />
        <div class="heading">
          <h1>{texts.heading(service.service)}</h1>
        </div>
      </div>
      <p class="lead">{texts.lead(service)}</p>
      {view.simulated ? <Notice kind="simulation">{texts.simulation}</Notice> : null}
      {hintsFor(make ?? '', permissionsOf(request)).map((kind) => (
        <Notice kind="plain">{texts.hint[kind](service)}</Notice>
      ))}
      <form class="connect__form" method="post" action={`${base}/sign-in`}>
        <FormToken view={view} />
        <Username {...props} />
        <Password {...props} />
        <p class="assurance">
          <Icon name="lock" size={18} />
          {texts.assurance(request.applicationName)}
        </p>
        <SignInActions submitId="sign-in-button" submit={texts.submit} cancel={texts.cancel} />
      </form>
    </StepPage>
  );
};

/** Both fields are marked when a sign-in was turned down: nobody knows which of them was wrong. */
const marks = ({ view }: StepProps) => {
  const kind = problemOn(view, 'sign-in')?.kind;
  const isWrong = kind === 'sign-in-rejected' || kind === 'sign-in-incomplete';
  return isWrong ? MARKED : {};
};

const MARKED = { 'aria-invalid': true, 'aria-describedby': 'problem' };

const Username = (props: StepProps) => {
  const { view, frame } = props;
  const kind = (view.session.make === null ? undefined : findMake(view.session.make))?.signIn;
  return (
    <div class="field">
      <label class="field__label" for="username">
        {frame.texts.signIn.username[kind ?? 'email']}
      </label>
      <input
        class="input"
        id="username"
        name="username"
        type="text"
        inputMode={kind === 'username' ? 'text' : 'email'}
        value={view.typedUsername}
        autocomplete="username"
        autocapitalize="none"
        spellcheck={false}
        maxLength={256}
        required
        {...(problemOn(view, 'sign-in')?.kind === 'email-needed' ? MARKED : marks(props))}
      />
    </div>
  );
};

const Password = (props: StepProps) => {
  const texts = props.frame.texts.signIn;
  return (
    <div class="field">
      <label class="field__label" for="password">
        {texts.password}
      </label>
      <div class="input-group">
        <input
          class="input"
          id="password"
          name="password"
          type="password"
          autocomplete="current-password"
          maxLength={1024}
          required
          {...marks(props)}
        />
        <button
          class="text-button input-group__action"
          type="button"
          data-reveals="password"
          aria-pressed="false"
          hidden
        >
          {texts.reveal}
          <span class="visually-hidden"> {texts.password}</span>
        </button>
      </div>
    </div>
  );
};
