import { consentIn } from '@carport/catalog';
import { type ReviewLine, reviewOf } from '../../../connect/review.js';
import { Icon } from '../../pages/design/icons.js';
import { carName } from './car-name.js';
import { FormToken, problemOn, StepPage, type StepProps, WayBack } from './step-page.js';

export const Permissions = (props: StepProps) => {
  const { view, base, frame } = props;
  const texts = frame.texts.permissions;
  const { request } = view.session;
  const review = reviewOf(request);
  const heading = texts.heading(request.applicationName);
  const mayChoose = request.permissions.some(({ required }) => !required);
  return (
    <StepPage {...props} step="permissions" heading={heading}>
      <div class="heading">
        <h1>{heading}</h1>
        {mayChoose ? <p class="lead">{texts.choose}</p> : null}
      </div>
      <Cars {...props} />
      <form class="connect__form" method="post" action={`${base}/permissions`}>
        <FormToken view={view} />
        {/* Enter on a tick box presses the first submit button. This one does nothing, so that it is no consent. */}
        <button type="submit" formMethod="dialog" hidden />
        <Group {...props} kind="control" lines={review.control} />
        <Group {...props} kind="read" lines={review.read} />
        <WayBack frame={frame} view={view} />
        <div class="actions">
          <button
            class="button button--wide"
            id="approval-button"
            type="submit"
            name="decision"
            value="allow"
          >
            {texts.allow}
          </button>
          <button
            class="button button--quiet button--wide"
            id="deny-button"
            type="submit"
            name="decision"
            value="deny"
          >
            {texts.deny}
          </button>
        </div>
      </form>
    </StepPage>
  );
};

const Cars = ({ view, frame }: StepProps) => {
  const { account, vins } = view.session;
  const [only, ...others] = (account?.vehicles ?? []).filter(({ vin }) => vins.includes(vin));
  if (only === undefined) return null;
  return (
    <p class="car-chip">
      <Icon name="car" size={22} />
      {others.length === 0 ? carName(only) : frame.texts.permissions.cars(others.length + 1)}
    </p>
  );
};

const Group = ({
  kind,
  lines,
  view,
  frame,
}: StepProps & { kind: 'read' | 'control'; lines: readonly ReviewLine[] }) => {
  // Who unticked everything finds it that way; nobody's refusal is undone.
  const ticked = problemOn(view, 'permissions')?.kind !== 'nothing-allowed';
  return lines.length === 0 ? null : (
    <fieldset class="review">
      <legend class="review__title">
        <Icon name={kind === 'read' ? 'eye' : 'command'} size={18} />
        {frame.texts.permissions[kind]}
      </legend>
      <ul class="choices">
        {lines.map((line) => (
          <Line
            line={line}
            consent={consentIn(line.name, frame.texts.language)}
            ticked={ticked}
            requiredText={frame.texts.permissions.required(view.session.request.applicationName)}
          />
        ))}
      </ul>
    </fieldset>
  );
};

const Line = ({
  line,
  consent,
  ticked,
  requiredText,
}: {
  line: ReviewLine;
  consent: string;
  ticked: boolean;
  requiredText: string;
}) => (
  <li>
    <label class={line.required ? 'choice choice--fixed' : 'choice'}>
      <input
        type="checkbox"
        name="permission"
        value={line.name}
        checked={line.required || ticked}
        disabled={line.required}
      />
      <span class="choice__text">
        <span class="choice__title">{consent}</span>
        {line.required ? <span class="choice__detail">{requiredText}</span> : null}
      </span>
      {line.required ? <Icon name="lock" size={18} /> : null}
    </label>
  </li>
);
