// Says that it is ready, and runs until it is asked to stop.
const life = setInterval(() => undefined, 1_000);
process.once('SIGTERM', () => {
  clearInterval(life);
  console.log('stopped as asked');
});
process.send({ pid: process.pid, greeting: process.env.GREETING, args: process.argv.slice(2) });
