import { oauthErrorRow } from '@carport/catalog';
import { fault } from '../../../platform/fault.js';
import type { Occurrence } from '../../errors/occurrence.js';
import { v2ErrorBody } from '../../errors/v2.js';
import { v3ErrorBody } from '../../errors/v3.js';
import { EXAMPLE_ORIGIN } from './example.js';

const where: Occurrence = {
  requestId: 'f3a9c5e1-7d42-4b80-96ce-0b8d5f2a1e74',
  publicUrl: EXAMPLE_ORIGIN,
  applicationName: 'Charge planner',
};

const { error, description } = oauthErrorRow('invalid_grant');

/** One error in each form, by the name of its schema. */
export const ERROR_EXAMPLES: Readonly<Record<string, object>> = {
  V2Error: v2ErrorBody(fault('VEHICLE_STATE', 'ASLEEP'), where),
  V3Error: v3ErrorBody(fault('VEHICLE_STATE', 'ASLEEP'), where),
  OAuthError: { error, error_description: description },
};
