import type { Clock } from '../../platform/clock.js';
import type { Logger } from '../../platform/logger.js';
import type { Mailer } from '../../platform/mailer.js';
import type { Store } from '../../store/store.js';
import { deleteMail, takeMails } from './mails.store.js';

const AT_ONCE = 20;
const AGAIN_AFTER_MS = 2 * 60_000;
const MOST_ATTEMPTS = 8;

/** Sends what is waiting. A mail that the server refuses is tried again for a while; in a crash it may come twice. */
export const createMailDelivery = ({
  store,
  clock,
  mailer,
  log,
}: {
  readonly store: Pick<Store, 'db'>;
  readonly clock: Clock;
  readonly mailer: Mailer;
  readonly log: Logger;
}): (() => Promise<void>) => {
  const sendOne = async (mail: Awaited<ReturnType<typeof takeMails>>[number]): Promise<void> => {
    try {
      await mailer.send(mail);
    } catch (error) {
      log.warn({ err: error, mail: mail.id, attempt: mail.attempts }, 'cannot send a mail');
      if (mail.attempts < MOST_ATTEMPTS) return;
    }
    await deleteMail(store.db, mail);
  };

  return async () => {
    for (;;) {
      const now = clock.now();
      const nextAt = new Date(now + AGAIN_AFTER_MS);
      const mails = await takeMails(store.db, { now: new Date(now), nextAt, most: AT_ONCE });
      for (const mail of mails) await sendOne(mail);
      if (mails.length < AT_ONCE) return;
    }
  };
};
