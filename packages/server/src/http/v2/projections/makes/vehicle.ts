import { fractionOf, type Projection, type SignalView } from '../../signal-view.js';

export const recentAlerts: Projection = (view) => ({
  alerts: (view.body('alerts-recent')?.values ?? []).map(({ name, time, audience, text }) => ({
    name,
    dateTime: time,
    audience,
    userText: text,
  })),
});

export const extendedAttributes: Projection = (view) => {
  const { id, make, model, year } = view.vehicle;
  const build = view.body('vehicleidentification-build');
  const guard = view.body('surveillance-brand');
  return {
    ...{ id, make, model, year },
    firmwareVersion: view.body('connectivitysoftware-currentfirmwareversion')?.value ?? null,
    trimBadging: view.body('vehicleidentification-trim')?.value ?? null,
    efficiencyPackage: build?.efficiencyPackage ?? null,
    performancePackage: build?.performancePackage ?? null,
    nickname: view.body('vehicleidentification-nickname')?.value ?? null,
    driverAssistVersion: build?.driverAssist ?? null,
    atHome: view.body('location-isathome')?.value ?? null,
    sentryMode: {
      available: guard ? guard.value !== null : null,
      enabled: view.body('surveillance-isenabled')?.value ?? null,
    },
    style: {
      exteriorColor: view.body('vehicleidentification-exteriorcolor')?.value ?? null,
      exteriorTrim: build?.exteriorTrim ?? null,
      interiorTrim: build?.interiorTrim ?? null,
    },
    wheel: {
      style: view.body('wheel-style')?.value ?? null,
      diameter: build?.wheelDiameter ?? null,
    },
    driveUnit: { rear: build?.rearDriveUnit ?? null, front: build?.frontDriveUnit ?? null },
  };
};

export const vehicleStatus: Projection = (view) => ({
  status: wakefulness(view),
  inService: view.body('service-isinservice')?.value ?? null,
  gear: view.body('transmission-gearstate')?.value ?? null,
});

const wakefulness = (view: SignalView): 'ASLEEP' | 'ONLINE' | 'OFFLINE' | null => {
  const asleep = view.body('connectivitystatus-isasleep')?.value ?? null;
  if (asleep) return 'ASLEEP';
  if (view.body('connectivitystatus-isonline')?.value === false) return 'OFFLINE';
  return asleep === null ? null : 'ONLINE';
};

export const batteryDetails: Projection = (view) => {
  const range = view.body('tractionbattery-range');
  const estimate = (wanted: string): number | null =>
    range?.additionalValues?.find(({ type }) => type === wanted)?.value ?? null;
  return {
    percentRemaining: fractionOf(view.body('tractionbattery-stateofcharge')?.value),
    range: range?.value ?? null,
    heaterOn: view.body('tractionbattery-isheateractive')?.value ?? null,
    rangeEstimated: estimate('ESTIMATED'),
    rangeIdeal: estimate('IDEAL_CONDITIONS'),
    percentRemainingUsable: fractionOf(view.body('tractionbattery-usablestateofcharge')?.value),
    maxRangeChargeCounter: view.body('tractionbattery-maxrangechargecounter')?.value ?? null,
    notEnoughPowerToHeat: view.body('tractionbattery-istooweaktoheat')?.value ?? null,
  };
};

export const userAccess: Projection = (view) => ({
  accessType: view.body('vehicleuseraccount-role')?.value?.toUpperCase() ?? null,
  permissions: view.body('vehicleuseraccount-permissions')?.values ?? [],
});

/** There is one integration of each carmaker, so nobody has to move. */
export const migration: Projection = () => ({ requiresMigration: false });
