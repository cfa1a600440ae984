import type { ChallengeKind } from '../../../oem/contract.js';
import { Monogram } from '../../pages/design/monogram.js';
import { Notice } from '../../pages/design/notice.js';
import { serviceOf } from './service.js';
import { SignInActions } from './sign-in-actions.js';
import { FormToken, problemOn, StepPage, type StepProps } from './step-page.js';

/** What the carmaker wants to know after the password. */
export const Verify = (props: StepProps) => {
  const { view, base, frame } = props;
  const { make, country, challenge } = view.session;
  const texts = frame.texts.verify;
  const service = serviceOf(make, country, frame.texts);
  const asks = challenge?.asks ?? [];
  return (
    <StepPage {...props} step="verify" heading={texts.heading} problemField={asks[0] ?? 'pin'}>
      <div class="service">
        <Monogram name={service.brand} large />
        <div class="heading">
          <h1>{texts.heading}</h1>
        </div>
      </div>
      <p class="lead">{texts.lead(service)}</p>
      {view.simulated ? <Notice kind="simulation">{texts.simulation}</Notice> : null}
      <form class="connect__form" method="post" action={`${base}/verify`}>
        <FormToken view={view} />
        {asks.map((kind) => (
          <Answer {...props} kind={kind} />
        ))}
        <SignInActions
          submitId="verify-button"
          submit={texts.submit}
          cancel={frame.texts.signIn.cancel}
        />
      </form>
    </StepPage>
  );
};

/** A PIN is hidden as it is typed; a code that is good once is filled in by telephones that got it. */
const INPUTS = {
  pin: { type: 'password', autocomplete: 'off' },
  code: { type: 'text', autocomplete: 'one-time-code' },
} as const;

const Answer = ({ kind, view, frame }: StepProps & { kind: ChallengeKind }) => {
  const { label, hint } = frame.texts.verify[kind];
  const isWrong = problemOn(view, 'verify') !== null;
  return (
    <div class="field">
      <label class="field__label" for={kind}>
        {label}
      </label>
      <input
        class="input"
        id={kind}
        name={kind}
        inputMode="numeric"
        maxLength={12}
        required
        {...INPUTS[kind]}
        aria-describedby={isWrong ? `problem ${kind}-hint` : `${kind}-hint`}
        {...(isWrong ? { 'aria-invalid': true } : {})}
      />
      <p class="small" id={`${kind}-hint`}>
        {hint}
      </p>
    </div>
  );
};
