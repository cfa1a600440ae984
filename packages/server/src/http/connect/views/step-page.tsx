import type { ComponentChildren } from 'preact';
import type { View } from '../../../connect/contract.js';
import { pathOf, stepBefore } from '../../../connect/flow.js';
import type { Problem, Step } from '../../../connect/session.js';
import { ProblemSummary } from '../../pages/design/notice.js';
import { serviceOf } from './service.js';
import { type Frame, Shell, Trail } from './shell.js';

/** What a step's view is given. */
export interface StepProps {
  readonly frame: Frame;
  readonly view: View;
  /** The session's address: `/connect/<id>`. */
  readonly base: string;
}

/** The form token that each form carries. */
export const FormToken = ({ view }: { view: View }) => (
  <input type="hidden" name="token" value={view.formToken} />
);

/** Where the owner ends up after the last step, unless that is on a page of Connect. */
export const WayBack = ({ frame, view }: Pick<StepProps, 'frame' | 'view'>) => {
  const { redirectUri, applicationName } = view.session.request;
  if (redirectUri === null) return null;
  return (
    <p class="small">{frame.texts.permissions.returning(view.returnHost ?? applicationName)}</p>
  );
};

export const StepPage = ({
  frame,
  view,
  base,
  step,
  heading,
  problemField,
  tools,
  children,
}: StepProps & {
  step: Step;
  heading: string;
  problemField?: string;
  tools?: ComponentChildren;
  children: ComponentChildren;
}) => {
  const path = pathOf(view.session);
  const before = stepBefore(view.session, step);
  return (
    <Shell
      frame={frame}
      heading={heading}
      applicationName={view.session.request.applicationName}
      simulated={view.simulated}
      tools={tools}
    >
      <Trail
        texts={frame.texts}
        backHref={before && `${base}/${before}`}
        step={path.indexOf(step) + 1}
        steps={path.length}
      />
      <StepProblem frame={frame} view={view} step={step} field={problemField} />
      {children}
    </Shell>
  );
};

const STEP_OF_PROBLEM: Readonly<Record<Problem['kind'], Step>> = {
  'unknown-brand': 'brand',
  'brand-not-served': 'brand',
  'sign-in-incomplete': 'sign-in',
  'sign-in-rejected': 'sign-in',
  'email-needed': 'sign-in',
  'verification-incomplete': 'verify',
  'verification-rejected': 'verify',
  'account-needs-attention': 'sign-in',
  'carmaker-unreachable': 'sign-in',
  'no-vehicle-picked': 'vehicles',
  'nothing-allowed': 'permissions',
  'no-battery-chosen': 'battery',
};

/** The problem of this step; one that was left behind on another step is not shown. */
export const problemOn = (view: View, step: Step): Problem | null => {
  const { problem } = view.session;
  return problem !== null && STEP_OF_PROBLEM[problem.kind] === step ? problem : null;
};

const StepProblem = ({
  frame: { texts },
  view,
  step,
  field,
}: {
  frame: Frame;
  view: View;
  step: Step;
  field: string | undefined;
}) => {
  const problem = problemOn(view, step);
  if (problem === null) return null;
  const make = problem.kind === 'brand-not-served' ? problem.make : view.session.make;
  return (
    <ProblemSummary
      {...texts.problem[problem.kind](serviceOf(make, view.session.country, texts))}
      field={field}
    />
  );
};
