import type { VehicleSummary } from '../../../connect/session.js';
import { carName } from './car-name.js';
import { FormToken, StepPage, type StepProps } from './step-page.js';

const PAGE_SIZE = 12;

export const Vehicles = (props: StepProps & { page: number }) => {
  const { view, base, frame } = props;
  const texts = frame.texts.vehicles;
  const { account, vins, request } = view.session;
  const vehicles = account?.vehicles ?? [];
  const pages = Math.max(1, Math.ceil(vehicles.length / PAGE_SIZE));
  const page = Math.min(Math.max(1, props.page), pages);
  const shown = vehicles.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE);
  const picked = new Set(vins);
  const heading = request.singleSelect ? texts.heading.single : texts.heading.several;
  return (
    <StepPage {...props} step="vehicles" heading={heading}>
      <div class="heading">
        <h1 id="vehicles-heading">{heading}</h1>
        <p class="lead">{texts.lead(vehicles.length)}</p>
      </div>
      {request.singleSelect ? null : <Tally {...props} picked={vins.length} page={page} />}
      <form class="connect__form" method="post" action={`${base}/vehicles`}>
        <FormToken view={view} />
        <input type="hidden" name="page" value={page} />
        {/* The first submit button is what the Enter key presses. */}
        <button
          class="visually-hidden"
          type="submit"
          name="go"
          value="done"
          tabIndex={-1}
          aria-hidden="true"
        >
          {texts.submit}
        </button>
        <fieldset aria-labelledby="vehicles-heading">
          <ul class="choices">
            {shown.map((vehicle) => (
              <Choice
                vehicle={vehicle}
                single={request.singleSelect}
                checked={picked.has(vehicle.vin)}
              />
            ))}
          </ul>
        </fieldset>
        {pages > 1 ? <Pages {...props} page={page} pages={pages} /> : null}
        <div class="actions">
          <button
            class="button button--wide"
            id="vehicles-button"
            type="submit"
            name="go"
            value="done"
          >
            {texts.submit}
          </button>
        </div>
      </form>
    </StepPage>
  );
};

const Choice = ({
  vehicle,
  single,
  checked,
}: {
  vehicle: VehicleSummary;
  single: boolean;
  checked: boolean;
}) => (
  <li>
    <label class="choice">
      <input
        type={single ? 'radio' : 'checkbox'}
        name="vin"
        value={vehicle.vin}
        checked={checked}
      />
      <input type="hidden" name="shown" value={vehicle.vin} />
      <span class="choice__text">
        <span class="choice__title">{carName(vehicle)}</span>
        <span class="choice__detail choice__detail--code">{vehicle.vin}</span>
      </span>
    </label>
  </li>
);

const Tally = ({
  view,
  base,
  frame,
  picked,
  page,
}: StepProps & { picked: number; page: number }) => {
  const texts = frame.texts.vehicles;
  return (
    <form class="tally" method="post" action={`${base}/vehicles`}>
      <FormToken view={view} />
      <input type="hidden" name="page" value={page} />
      <span>{texts.tally(picked, view.session.account?.vehicles.length ?? 0)}</span>
      <span class="tally__buttons">
        <button class="text-button" type="submit" name="every" value="yes">
          {texts.all}
        </button>
        <button class="text-button" type="submit" name="every" value="no">
          {texts.none}
        </button>
      </span>
    </form>
  );
};

const Pages = ({ frame, page, pages }: StepProps & { page: number; pages: number }) => {
  const texts = frame.texts.vehicles;
  return (
    <div class="pages">
      {page > 1 ? (
        <button class="button button--quiet button--small" type="submit" name="go" value="previous">
          {texts.previous}
        </button>
      ) : (
        <span class="pages__gap" />
      )}
      <span>{texts.page(page, pages)}</span>
      {page < pages ? (
        <button class="button button--quiet button--small" type="submit" name="go" value="next">
          {texts.next}
        </button>
      ) : (
        <span class="pages__gap" />
      )}
    </div>
  );
};
