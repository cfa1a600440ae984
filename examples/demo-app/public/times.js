const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

const ago = (moment) => {
  const seconds = Math.round((moment - Date.now()) / 1000);
  if (seconds > -3) return 'just now';
  if (seconds > -60) return relative.format(seconds, 'second');
  return seconds > -3600
    ? relative.format(Math.round(seconds / 60), 'minute')
    : relative.format(Math.round(seconds / 3600), 'hour');
};

/** The server only knows its own clock: times are put into the reader's. */
export const tellTimes = (root) => {
  for (const time of root.querySelectorAll('time[data-time]')) {
    const moment = new Date(time.dateTime);
    const text = time.dataset.time === 'ago' ? ago(moment) : clock.format(moment);
    if (time.textContent !== text) time.textContent = text;
  }
};
