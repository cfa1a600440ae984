/** Every signal that the public documents name: the page of its group, and the end of its code behind the group's name. */
export const DOCUMENTED_SIGNALS: readonly {
  readonly page: string;
  readonly group: string;
  readonly names: readonly string[];
}[] = [
  {
    page: 'api-reference/signals/charge',
    group: 'charge',
    names: [
      ...['amperage', 'amperagemax', 'amperagerequested', 'chargelimits', 'chargeportstatuscolor'],
      ...['chargerate', 'chargerecords', 'chargetimers', 'chargerphases', 'chargingconnectortype'],
      ...['detailedchargingstatus', 'energyadded', 'fastchargertype', 'ischarging'],
      ...['ischargingcableconnected', 'ischargingcablelatched', 'ischargingportflapopen'],
      ...['isfastchargerpresent', 'timetocomplete', 'voltage', 'wattage'],
    ],
  },
  {
    page: 'api-reference/signals/climate',
    group: 'climate',
    names: ['externaltemperature', 'internaltemperature'],
  },
  {
    page: 'api-reference/signals/closure',
    group: 'closure',
    names: [
      ...['doors', 'enginecover', 'fronttrunk', 'islocked', 'reartrunk', 'sunroof', 'windows'],
    ],
  },
  { page: 'specs/vehicle.yml', group: 'closure', names: ['tailgate'] },
  {
    page: 'api-reference/signals/connectivitysoftware',
    group: 'connectivitysoftware',
    names: ['currentfirmwareversion'],
  },
  {
    page: 'api-reference/signals/connectivitystatus',
    group: 'connectivitystatus',
    names: ['isasleep', 'isdigitalkeypaired', 'isonline'],
  },
  {
    page: 'api-reference/signals/diagnostics',
    group: 'diagnostics',
    names: [
      ...['abs', 'activesafety', 'airbag', 'brakefluid', 'driverassistance', 'dtccount', 'dtclist'],
      ...['emissions', 'evbatteryconditioning', 'evcharging', 'evdriveunit', 'evhvbattery'],
      ...['lighting', 'mil', 'oillife', 'oilpressure', 'oiltemperature', 'telematics'],
      ...['tirepressure', 'tirepressuremonitoring', 'transmission', 'washerfluid', 'waterinfuel'],
    ],
  },
  {
    page: 'api-reference/signals/hvac',
    group: 'hvac',
    names: [
      ...['cabintargettemperature', 'iscabinhvacactive', 'isfrontdefrosteractive'],
      ...['isreardefrosteractive', 'issteeringheateractive'],
    ],
  },
  {
    page: 'api-reference/signals/internalcombustionengine',
    group: 'internalcombustionengine',
    names: ['amountremaining', 'fuellevel', 'oillife', 'range'],
  },
  {
    page: 'api-reference/signals/location',
    group: 'location',
    names: ['isathome', 'preciselocation'],
  },
  {
    page: 'api-reference/signals/lowvoltagebattery',
    group: 'lowvoltagebattery',
    names: ['stateofcharge', 'status'],
  },
  { page: 'api-reference/signals/motion', group: 'motion', names: ['currentspeed'] },
  { page: 'api-reference/signals/odometer', group: 'odometer', names: ['traveleddistance'] },
  { page: 'api-reference/signals/service', group: 'service', names: ['isinservice', 'records'] },
  {
    page: 'api-reference/signals/surveillance',
    group: 'surveillance',
    names: ['brand', 'isenabled'],
  },
  {
    page: 'api-reference/signals/tractionbattery',
    group: 'tractionbattery',
    names: [
      ...['isheateractive', 'maxrangechargecounter', 'nominalcapacity', 'range', 'stateofcharge'],
    ],
  },
  {
    page: 'api-reference/signals/transmission',
    group: 'transmission',
    names: ['drivemode', 'gearstate'],
  },
  {
    page: 'api-reference/signals/vehicleidentification',
    group: 'vehicleidentification',
    names: ['exteriorcolor', 'nickname', 'packages', 'trim', 'vin'],
  },
  {
    page: 'api-reference/signals/vehicleuseraccount',
    group: 'vehicleuseraccount',
    names: ['permissions', 'role'],
  },
  { page: 'api-reference/signals/wheel', group: 'wheel', names: ['style', 'tires'] },
];
