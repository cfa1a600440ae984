import {
  DEFAULT_LANGUAGE,
  docPath,
  type ErrorRow,
  type Language,
  userMessageIn,
} from '@carport/catalog';

/** To whom an error is told, and about which car: what its texts and links are made from. */
export interface ErrorAddressee {
  /** The server's own address, without a trailing slash. */
  readonly publicUrl: string;
  readonly applicationId?: string | undefined;
  /** Null when nobody has said who they are. */
  readonly applicationName: string | null;
  readonly vehicleId?: string | undefined;
  /** The vehicle owner's. */
  readonly language?: Language | undefined;
}

export const docUrl = (row: ErrorRow, { publicUrl }: ErrorAddressee): string =>
  `${publicUrl}${docPath(row)}`;

/** What an app may show to the vehicle owner, in their language. */
export const userMessage = (row: ErrorRow, addressee: ErrorAddressee): string | undefined =>
  userMessageIn(
    row,
    addressee.language ?? DEFAULT_LANGUAGE,
    addressee.applicationName ?? 'the app',
  );

export const resolutionOf = (
  row: ErrorRow,
  addressee: ErrorAddressee,
): { type: string | null; url?: string } => {
  const url = linkOf(row, addressee);
  return { type: row.resolution, ...(url === undefined ? {} : { url }) };
};

const linkOf = ({ link }: ErrorRow, addressee: ErrorAddressee): string | undefined => {
  const { publicUrl, applicationId, vehicleId } = addressee;
  if (link === 'virtual-key') return virtualKeyUrl(publicUrl);
  return link !== undefined && applicationId !== undefined && vehicleId !== undefined
    ? reauthenticationUrl(publicUrl, applicationId, vehicleId)
    : undefined;
};

/** Where the owner of a connected car signs in again; the app adds its `redirect_uri` and `state`. */
export const reauthenticationUrl = (
  publicUrl: string,
  applicationId: string,
  vehicleId: string,
): string => {
  const parameters = {
    response_type: 'vehicle_id',
    client_id: applicationId,
    vehicle_id: vehicleId,
  };
  return `${publicUrl}/oauth/reauthenticate?${new URLSearchParams(parameters)}`;
};

/** Where the owner of a Tesla lets the key of an app's server in. */
export const virtualKeyUrl = (publicUrl: string): string =>
  `https://www.tesla.com/_ak/${new URL(publicUrl).hostname}`;
