import type { ComponentChildren } from 'preact';
import type { View } from '../../../connect/contract.js';
import type { Refusal } from '../../../connect/refusal.js';
import type { FlowSession, Stop, VehicleSummary } from '../../../connect/session.js';
import { Icon, type IconName } from '../../pages/design/icons.js';
import { carName } from './car-name.js';
import { serviceOf } from './service.js';
import { type Frame, Shell } from './shell.js';

export interface EndingProps {
  readonly frame: Frame;
  readonly icon: IconName;
  readonly good?: boolean;
  readonly title: string;
  readonly text: string;
  readonly applicationName?: string | undefined;
  readonly simulated?: boolean;
  readonly goOnTo?: string;
  readonly script?: string;
  readonly children?: ComponentChildren;
}

export const Ending = ({ frame, icon, good, title, text, children, ...shell }: EndingProps) => (
  <Shell frame={frame} heading={title} {...shell}>
    <div class="ending">
      <span class={good ? 'ending__icon ending__icon--good' : 'ending__icon'}>
        <Icon name={icon} size={28} />
      </span>
      <div class="heading">
        <h1>{title}</h1>
        <p class="lead">{text}</p>
      </div>
    </div>
    {children}
  </Shell>
);

/** The consent cannot go on as it is: leave with the documented error, or try otherwise. */
export const Stopped = ({ frame, view, base }: { frame: Frame; view: View; base: string }) => {
  const { stop, make, country, request } = view.session;
  const { texts } = frame;
  if (stop === null) return null;
  const again = wayOut(stop.reason, request.make !== null);
  const car = request.reauthenticates?.car;
  const about = {
    ...serviceOf(make, country, texts),
    car: car ? carName(car) : texts.someMake.brand,
  };
  return (
    <Ending
      frame={frame}
      icon={stop.reason === 'failure' ? 'alert' : 'car'}
      {...texts.stop[stop.reason](about)}
      applicationName={request.applicationName}
      simulated={view.simulated}
    >
      {isWholeCar(stop.vehicle) ? (
        <p class="car-chip">
          <Icon name="car" size={22} />
          {carName(stop.vehicle)}
        </p>
      ) : null}
      {view.exitUrl === null && again === undefined ? null : (
        <div class="actions">
          {view.exitUrl === null ? null : (
            <a class="button button--wide" id="exit-button" href={view.exitUrl}>
              {texts.leave(request.applicationName)}
            </a>
          )}
          {view.tellingUrl === null ? null : (
            <a class="button button--quiet button--wide" id="telling-button" href={view.tellingUrl}>
              {texts.leaveTelling(request.applicationName)}
            </a>
          )}
          {again === undefined ? null : (
            <a class="button button--quiet button--wide" href={`${base}/${again.step}`}>
              {texts[again.label]}
            </a>
          )}
        </div>
      )}
    </Ending>
  );
};

const isWholeCar = (car: Partial<VehicleSummary> | undefined): car is VehicleSummary =>
  car?.make !== undefined && car.model !== undefined && car.year !== undefined;

const wayOut = (reason: Stop['reason'], makeIsPreset: boolean) => {
  switch (reason) {
    case 'brand-missing':
      return { step: 'brand', label: 'otherBrand' } as const;
    case 'brand-not-served':
    case 'disconnected':
      return undefined;
    case 'cancelled':
      return { step: 'sign-in', label: 'tryAgain' } as const;
    case 'denied':
      return { step: 'permissions', label: 'tryAgain' } as const;
    case 'failure':
      return { step: '', label: 'tryAgain' } as const;
    case 'incompatible':
      return makeIsPreset
        ? ({ step: 'sign-in', label: 'otherAccount' } as const)
        : ({ step: 'brand', label: 'otherBrand' } as const);
    default:
      return { step: 'sign-in', label: 'otherAccount' } as const;
  }
};

/** Nothing is left to ask; the browser goes on by itself, and the link is there in case it does not. */
export const Returning = ({
  frame,
  session: { request },
  url,
}: {
  frame: Frame;
  session: FlowSession;
  url: string;
}) => {
  const { returning, done } = frame.texts;
  const app = request.applicationName;
  const said = request.reauthenticates
    ? { title: done.again, text: done.goingOn(app) }
    : { title: returning.heading, text: returning.lead(app) };
  return (
    <Ending frame={frame} icon="check" good {...said} applicationName={app} goOnTo={url}>
      <div class="actions">
        <a class="button button--wide" id="return-link" href={url}>
          {returning.link(app)}
        </a>
      </div>
    </Ending>
  );
};

/** All is well, and there is no app to go back to. */
export const Done = ({ frame, view }: { frame: Frame; view: View }) => {
  const { done } = frame.texts;
  const { reauthenticates, applicationName } = view.session.request;
  return (
    <Ending
      frame={frame}
      icon="check"
      good
      title={reauthenticates ? done.again : done.connected}
      text={done.close(applicationName)}
      applicationName={applicationName}
      simulated={view.simulated}
    />
  );
};

/** A request that cannot be served; `carryOn` leads back to an open step. */
export const Refused = ({
  frame,
  refusal,
  carryOn,
}: {
  frame: Frame;
  refusal: Refusal;
  carryOn?: string;
}) => (
  <Ending
    frame={frame}
    icon="alert"
    {...frame.texts.refusal[refusal.reason]}
    applicationName={refusal.exit?.applicationName}
  >
    <details class="for-developer">
      <summary>{frame.texts.forDeveloper}</summary>
      <p lang="en">{refusal.hint}</p>
    </details>
    {carryOn === undefined && refusal.exit === null ? null : (
      <div class="actions">
        {carryOn === undefined ? null : (
          <a class="button button--wide" href={carryOn}>
            {frame.texts.carryOn}
          </a>
        )}
        {refusal.exit === null ? null : (
          <a class="button button--quiet button--wide" id="exit-button" href={refusal.exit.url}>
            {frame.texts.leave(refusal.exit.applicationName)}
          </a>
        )}
      </div>
    )}
  </Ending>
);

/** Told to the window that opened Connect by a script; seen where there is none, or nobody closes this one. */
export const HandedOver = ({ frame, wentWell }: { frame: Frame; wentWell: boolean }) => (
  <Ending
    frame={frame}
    icon={wentWell ? 'check' : 'car'}
    good={wentWell}
    {...frame.texts.handOver[wentWell ? 'done' : 'stopped']}
    script={frame.assets.handOver}
  />
);

/** A page that has only a sentence to say. */
export const DeadEnd = ({
  frame,
  said,
}: {
  frame: Frame;
  said: 'missing' | 'forged' | 'broken';
}) => <Ending frame={frame} icon="alert" {...frame.texts[said]} />;
