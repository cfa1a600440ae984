import type { Clock } from '../../platform/clock.js';
import type { Entropy } from '../../platform/entropy.js';
import type { Logger } from '../../platform/logger.js';
import type { Mailer } from '../../platform/mailer.js';
import type { Store, Tx } from '../../store/store.js';
import type { RecordOperational } from '../operational-events.js';
import type { WebhookSettings } from '../settings.js';
import { type AlertNews, alertMail } from './alert-mail.js';
import {
  beginAlert,
  endAlert,
  type OpenAlert,
  type Patient,
  readPatients,
  seeAlert,
} from './alerts.store.js';
import type { Alerting, AlertRecipients } from './contract.js';
import { readFailingCars } from './failing-cars.store.js';
import { createMailDelivery } from './mails.js';
import { insertMails, readRecipients, replaceRecipients } from './mails.store.js';
import { suspicionOf } from './suspicions.js';
import {
  ALERTS,
  type AlertKind,
  type Condition,
  judge,
  measuredOf,
  THRESHOLDS,
} from './thresholds.js';

export interface AlertsDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly settings: Pick<WebhookSettings, 'publicUrl'>;
  readonly recordOperational: RecordOperational;
  readonly wake: () => void;
  /** Null: nothing is told by e-mail. */
  readonly mailer: Mailer | null;
  readonly log: Logger;
}

export interface Alerts extends Alerting {
  /** Looks at every webhook that has been busy; tells what began and what is over, each once. */
  check(): Promise<void>;
}

/** With its cars looked at, where that was called for. */
type Examined = Patient & Condition;

const KINDS = Object.keys(ALERTS) as AlertKind[];

export const createAlerts = (deps: AlertsDeps): Alerts => {
  const { store, clock, entropy, settings, recordOperational, wake, mailer } = deps;
  const sendMails = mailer && createMailDelivery({ ...deps, mailer });

  const tell = async (
    tx: Tx,
    news: AlertNews & { readonly patient: Patient },
  ): Promise<boolean> => {
    const { patient, kind, began, measured, reason, at } = news;
    const { applicationId, webhookId } = patient;
    if (mailer) await insertMails(tx, applicationId, alertMail(news, settings.publicUrl), at);
    return recordOperational(tx, applicationId, {
      type: began ? 'WEBHOOK_ALERT_STARTED' : 'WEBHOOK_ALERT_ENDED',
      webhookId,
      data: {
        alert: { kind, description: ALERTS[kind], ...measured, ...(reason && { reason }) },
      },
    });
  };

  const begin = (patient: Examined, kind: AlertKind, at: Date): Promise<boolean> =>
    store.transaction(async (tx) => {
      const measured = measuredOf(kind, patient);
      const first = await beginAlert(tx, { id: entropy.uuid(), kind, patient, measured, at });
      return first && tell(tx, { patient, kind, began: true, measured, reason: null, at });
    });

  const end = (patient: Patient, { id, kind }: OpenAlert, at: Date): Promise<boolean> =>
    store.transaction(async (tx) => {
      const first = await endAlert(tx, patient.applicationId, id, at);
      const reason = patient.isEnabled ? null : 'DISABLED';
      return first && tell(tx, { patient, kind, began: false, measured: {}, reason, at });
    });

  /** True when somebody is to be told. */
  const look = async (patient: Examined, kind: AlertKind, now: number): Promise<boolean> => {
    const verdict = judge(kind, patient, now);
    const open = patient.open.find((one) => one.kind === kind);
    const at = new Date(now);
    if (verdict === 'on' && !open) return begin(patient, kind, at);
    if (verdict === 'on' && open && kind === 'VEHICLE_FAILURES') {
      await seeAlert(store.db, patient.applicationId, open.id, at);
    }
    if (verdict !== 'over' || !open) return false;
    const tooYoung = (open.seenAt ?? open.beganAt).getTime() > now - THRESHOLDS.calmMs;
    return patient.isEnabled && tooYoung ? false : end(patient, open, at);
  };

  const examine = async (now: number): Promise<Examined[]> => {
    const patients = await readPatients(store.db, new Date(now - THRESHOLDS.windowMs));
    const suspicions = patients.flatMap((patient) => suspicionOf(patient, now) ?? []);
    const failing = await readFailingCars(store.db, suspicions);
    return patients.map((patient) => ({
      ...patient,
      failingCars: failing.get(patient.webhookId) ?? null,
    }));
  };

  const recipients = async (applicationId: string): Promise<AlertRecipients> => ({
    emails: await readRecipients(store.db, applicationId),
    isMailSent: mailer !== null,
  });

  return {
    check: async () => {
      const now = clock.now();
      let news = false;
      for (const patient of await examine(now)) {
        for (const kind of KINDS) news = (await look(patient, kind, now)) || news;
      }
      if (news) wake();
      await sendMails?.();
    },
    alertRecipients: recipients,
    setAlertRecipients: async (applicationId, emails) => {
      const each = [...new Set(emails.map((email) => email.toLowerCase()))];
      await store.transaction((tx) => replaceRecipients(tx, applicationId, each));
      return recipients(applicationId);
    },
  };
};
