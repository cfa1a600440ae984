// Loaded into a process that `npm start` launches: when npm start is gone, however it went, the process is asked
// to stop as if by Ctrl-C. The program itself need not know.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();
