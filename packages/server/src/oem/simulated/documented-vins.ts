import { normalised } from './identity.js';

/** Accounts whose VIN the test documentation promises, by make. */
const DOCUMENTED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  AUDI: { 'smartcar@successful-request.com': '0SCAUDI037A5ADB1C' },
  LAND_ROVER: {
    'compatibility.make_not_compatible@smartcar.com': '0SCLR000270BE6600',
    'compatibility.smartcar_not_capable@smartcar.com': '0SCLR0002DC18F57F',
    'compatibility.vehicle_not_capable@smartcar.com': '0SCLR00024C7CDF7A',
    'connected_services_account.account_issue@smartcar.com': '0SCLR00026BAAA136',
    'connected_services_account.authentication_failed@smartcar.com': '0SCLR00021D803C7B',
    'connected_services_account.no_vehicles@smartcar.com': '0SCLR00027671837B',
    'connected_services_account.subscription@smartcar.com': '0SCLR0002B9BAF29F',
    'connected_services_account.vehicle_missing@smartcar.com': '0SCLR00024E29EEBD',
    'upstream.invalid_data@smartcar.com': '0SCLR000298A0A649',
    'upstream.known_issue@smartcar.com': '0SCLR0002A8760B72',
    'upstream.no_response@smartcar.com': '0SCLR0002C23E43AB',
    'upstream.unknown_issue@smartcar.com': '0SCLR0002D4878901',
    'vehicle_state.asleep@smartcar.com': '0SCLR0002E8896323',
    'vehicle_state.charging_in_progress@smartcar.com': '0SCLR000221F1E672',
    'vehicle_state.charging_plug_not_connected@smartcar.com': '0SCLR0002CBFC7C21',
    'vehicle_state.door_open@smartcar.com': '0SCLR0002F8BD90B8',
    'vehicle_state.fully_charged@smartcar.com': '0SCLR00029CD9D894',
    'vehicle_state.hood_open@smartcar.com': '0SCLR000219CD4A2C',
    'vehicle_state.ignition_on@smartcar.com': '0SCLR00021D49E58A',
    'vehicle_state.in_motion@smartcar.com': '0SCLR00024F6EE640',
    'vehicle_state.remote_access_disabled@smartcar.com': '0SCLR0002588A5CC1',
    'vehicle_state.trunk_open@smartcar.com': '0SCLR00023C607FDB',
    'vehicle_state.unknown@smartcar.com': '0SCLR0002E6CC0314',
    'vehicle_state.unreachable@smartcar.com': '0SCLR000247EBF067',
    'vehicle_state.vehicle_offline_for_service@smartcar.com': '0SCLR0002AF1D71A1',
  },
};

export const documentedVin = (makeId: string, username: string): string | undefined => {
  const name = normalised(username);
  const vins = DOCUMENTED[makeId];
  return vins && Object.hasOwn(vins, name) ? vins[name] : undefined;
};
