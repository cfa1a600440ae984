import type { ErrorRow } from './row.js';

export const SERVER_ERRORS = [
  {
    type: 'SERVER',
    code: 'INTERNAL',
    status: 500,
    description: 'Something went wrong on our side, and the request could not be finished.',
    resolution: 'RETRY_LATER',
    temporary: true,
    mayHaveSucceeded: true,
    guidance:
      'This is a fault in Carport, not in the request. Try again after a pause, and give the operator the `requestId` if it stays. A command may have reached the car: read the state before sending it twice.',
    v3: { title: 'Internal error' },
  },
  {
    type: 'SERVER',
    code: 'MULTIPLE_RECORDS_FOUND',
    status: 500,
    description: 'Several battery capacities fit this vehicle, and which one it has is not known.',
    resolution: 'CONTACT_SUPPORT',
    temporary: false,
    mayHaveSucceeded: false,
    guidance:
      'The model was sold with several batteries and its data do not tell which one is in this car; `detail` lists the candidates. The nominal-capacity endpoint can let the owner choose.',
    v3: { title: 'Battery capacity ambiguous' },
  },
  {
    type: 'SERVER',
    code: 'RECORD_NOT_FOUND',
    status: 500,
    description: 'No battery capacity is on record for this vehicle.',
    resolution: 'CONTACT_SUPPORT',
    temporary: false,
    mayHaveSucceeded: false,
    guidance:
      'Neither the car nor the tables say how large its battery is. Tell the operator the model, year and trim so that it can be added.',
    v3: { title: 'Battery capacity unknown' },
  },
] as const satisfies readonly ErrorRow[];

export const UPSTREAM_ERRORS = [
  {
    type: 'UPSTREAM',
    code: 'INVALID_DATA',
    status: 502,
    description: 'The carmaker or the vehicle answered with data that make no sense.',
    resolution: 'RETRY_LATER',
    userMessage:
      'Your carmaker sent data that {app} could not use. Please try again a little later.',
    temporary: true,
    mayHaveSucceeded: true,
    guidance:
      'The answer was there but empty, out of range or contradictory. It often mends itself with the car’s next drive; try again later.',
    v3: { title: 'Unusable data from the carmaker' },
  },
  {
    type: 'UPSTREAM',
    code: 'KNOWN_ISSUE',
    status: 502,
    description: 'The carmaker or the vehicle refused the request for a reason that it named.',
    resolution: 'RETRY_LATER',
    userMessage:
      'Your carmaker’s service has a problem right now. Please try again a little later.',
    temporary: true,
    mayHaveSucceeded: false,
    guidance:
      'The carmaker’s service reported a fault or maintenance of its own. Try again with growing pauses.',
    v3: { title: 'Known problem at the carmaker' },
  },
  {
    type: 'UPSTREAM',
    code: 'NO_RESPONSE',
    status: 502,
    description: 'The carmaker or the vehicle did not answer in time.',
    resolution: 'RETRY_LATER',
    userMessage: 'Your car did not answer. Please try again in a few minutes.',
    temporary: true,
    mayHaveSucceeded: true,
    guidance:
      'Nothing came back before the time ran out, perhaps because the car is in a garage without reception. A command may still arrive later: read the state before sending it again.',
    v3: { title: 'No answer from the carmaker', statusOfCommand: 504 },
  },
  {
    type: 'UPSTREAM',
    code: 'RATE_LIMIT',
    status: 502,
    description: 'The carmaker is receiving too many requests for this vehicle or account.',
    resolution: 'RETRY_LATER',
    userMessage: 'Your carmaker asks for a pause. Please try again later.',
    temporary: true,
    mayHaveSucceeded: false,
    guidance:
      'The carmaker’s own limit is reached; the owner’s use of the carmaker’s app counts towards it. Ask less often, in batches, or by webhook.',
    v3: { title: 'Carmaker’s rate limit' },
  },
  {
    type: 'UPSTREAM',
    code: 'UNKNOWN_ISSUE',
    status: 502,
    description: 'The carmaker or the vehicle failed to handle the request and gave no reason.',
    resolution: 'RETRY_LATER',
    userMessage: 'Your carmaker’s service did not work this time. Please try again later.',
    temporary: true,
    mayHaveSucceeded: true,
    guidance:
      'The carmaker’s service failed in a way that it does not explain. Try again later. A command may have had its effect: read the state first.',
    v3: { title: 'Unknown problem at the carmaker' },
  },
] as const satisfies readonly ErrorRow[];
