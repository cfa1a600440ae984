import type { Mail } from '../../platform/mailer.js';
import type { Patient } from './alerts.store.js';
import { ALERTS, type AlertKind, type Measured } from './thresholds.js';

export interface AlertNews {
  readonly patient: Pick<Patient, 'webhookId' | 'name' | 'callbackUri'>;
  readonly kind: AlertKind;
  readonly began: boolean;
  readonly measured: Measured;
  /** Why it is over, when it is not because all is well. */
  readonly reason: 'DISABLED' | null;
  readonly at: Date;
}

const SUBJECTS: Readonly<Record<AlertKind, string>> = {
  SUCCESS_RATE: 'too many deliveries fail',
  RESPONSE_TIME: 'the receiver is slow',
  CONSECUTIVE_FAILURES: 'deliveries fail one after another',
  VEHICLE_FAILURES: 'deliveries of single cars fail',
};

/** What a person gets who is to look after it. */
export const alertMail = (news: AlertNews, publicUrl: string): Omit<Mail, 'to'> => {
  const { patient, kind, began, reason, at } = news;
  // A name is the customer's text; in a subject it stays one line.
  const name = patient.name.replaceAll(/\s+/g, ' ').slice(0, 80);
  const webhook = `${publicUrl}/v3/webhooks/${patient.webhookId}`;
  const ended = reason === 'DISABLED' ? 'the webhook is disabled' : 'over';
  return {
    subject: began
      ? `Carport: ${SUBJECTS[kind]} (webhook ${name})`
      : `Carport: ${ended}: ${SUBJECTS[kind]} (webhook ${name})`,
    text: [
      began ? ALERTS[kind] : `This is over: ${ALERTS[kind]}`,
      '',
      `Webhook:   ${name}`,
      `Sent to:   ${patient.callbackUri ?? 'nowhere, it is pulled'}`,
      `${began ? 'Since' : 'Ended'}:     ${at.toISOString()}`,
      ...(began ? [`Measured:  ${measuredText(news)}`] : []),
      '',
      `Statistics:          ${webhook}/statistics?window=1h`,
      `What failed lately:  ${webhook}/deliveries?filter[outcome]=failed`,
      '',
      began
        ? 'You hear of it once more, when it is over.'
        : 'Events that were given up can be sent again: see "Repairing" in docs/webhooks.md.',
      '',
    ].join('\n'),
  };
};

const measuredText = ({ kind, measured }: AlertNews): string => {
  if (kind === 'SUCCESS_RATE') {
    const percent = ((measured.successRate ?? 0) * 100).toFixed(1);
    return `${percent} % of ${measured.events} events`;
  }
  if (kind === 'RESPONSE_TIME') {
    return `${measured.meanMs} ms on average in ${measured.attempts} attempts`;
  }
  const row = `${measured.consecutiveFailures} failures in a row`;
  return kind === 'VEHICLE_FAILURES' ? `${row}, ${carsText(measured)}` : row;
};

const carsText = ({ vehicles = 0, vehicleIds = [] }: Measured): string => {
  const more = vehicles - vehicleIds.length;
  return [
    vehicles === 1 ? 'of 1 car:' : `of each of ${vehicles} cars:`,
    ...vehicleIds.map((id) => `  ${id}`),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ].join('\n');
};
