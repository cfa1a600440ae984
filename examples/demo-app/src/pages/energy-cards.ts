import type { CarState, Charge } from '../car/state.js';
import { card, commandButton } from './card.js';
import { km, oneDecimal, wholeNumber } from './format.js';
import { gauge } from './gauge.js';
import { type Child, type Html, html } from './html.js';
import { ICONS } from './icons.js';
import { missing, stale } from './problems.js';

const rounded = (percent: number | null): string =>
  percent === null ? 'unknown' : `${Math.round(percent)} percent`;

const range = (rangeKm: number | null): Child =>
  rangeKm === null ? 'range unknown' : html`<strong>${km(rangeKm)}</strong> to go`;

export const energyCard = (carId: string, state: CarState): Html => {
  const battery = state.battery.value;
  const charging = state.charge.value?.state === 'CHARGING';
  return card({
    name: 'battery',
    title: 'Battery',
    icon: 'bolt',
    content: html`
    ${
      battery === null
        ? missing(state.battery)
        : html`
      ${gauge({
        percent: battery.percent,
        label: `Battery ${rounded(battery.percent)}, ${battery.rangeKm === null ? 'range unknown' : `${wholeNumber(battery.rangeKm)} kilometres of range`}`,
        caption: range(battery.rangeKm),
        kind: 'charge',
        flowing: charging,
      })}
      ${stored(battery.percent, state.batteryCapacity.value)}
      ${stale(state.battery)}`
    }
    ${chargeRow(carId, state)}`,
  });
};

const stored = (percent: number | null, capacity: number | null): Child =>
  percent !== null &&
  capacity !== null &&
  html`<p class="under-gauge">${oneDecimal((percent / 100) * capacity)} of ${oneDecimal(capacity)} kWh</p>`;

const WORDS: Readonly<Record<Charge['state'], string>> = {
  CHARGING: 'Charging',
  FULLY_CHARGED: 'Full',
  NOT_CHARGING: 'Not charging',
};

const chargeRow = (carId: string, state: CarState): Child => {
  const charge = state.charge.value;
  if (charge === null) {
    // Two gaps in one card have one reason.
    const isTold = state.charge.problem === null || state.battery.value === null;
    return isTold ? null : missing(state.charge);
  }
  const charging = charge.state === 'CHARGING';
  return html`
    <div class="row">
      <p class="row-words">${charging ? ICONS.bolt : ICONS.plug}<span><strong>${WORDS[charge.state]}</strong>
        <small>${charge.pluggedIn ? 'Cable plugged in' : 'Cable unplugged'}</small></span></p>
      ${commandButton({
        carId,
        command: charging ? 'stop-charge' : 'start-charge',
        label: charging ? 'Stop' : 'Start charging',
        icon: charging ? 'close' : 'bolt',
        tone: charging || !charge.pluggedIn ? 'quiet' : 'primary',
      })}
    </div>
    ${stale(state.charge)}`;
};

export const fuelCard = ({ fuel }: CarState): Html =>
  card({
    name: 'fuel',
    title: 'Fuel',
    icon: 'fuel',
    content:
      fuel.value === null
        ? missing(fuel)
        : html`
      ${gauge({
        percent: fuel.value.percent,
        label: `Fuel ${rounded(fuel.value.percent)}, ${fuel.value.rangeKm === null ? 'range unknown' : `${wholeNumber(fuel.value.rangeKm)} kilometres of range`}`,
        caption: range(fuel.value.rangeKm),
        kind: 'fuel',
        flowing: false,
      })}
      ${fuel.value.litres === null ? null : html`<p class="under-gauge">${oneDecimal(fuel.value.litres)} litres in the tank</p>`}
      ${stale(fuel)}`,
  });
