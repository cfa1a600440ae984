import { Socket } from 'node:net';

export interface RecordedConnections {
  /** `address port` of every TCP connection that this process has tried to open, but for those to the database. */
  readonly tried: readonly string[];
  stop(): void;
}

/** Writes down where sockets of any library really go: after names were resolved, before anything is sent. */
export const recordConnections = ({ except }: { except: string }): RecordedConnections => {
  const { port: databasePort } = new URL(except);
  const tried: string[] = [];
  const real = Socket.prototype.connect;
  Socket.prototype.connect = function (this: Socket, ...how: unknown[]) {
    this.on('connectionAttempt', (address: string, port: number) => {
      if (String(port) !== databasePort) tried.push(`${address} ${port}`);
    });
    return Reflect.apply(real, this, how);
  } as typeof real;
  return {
    tried,
    stop: () => {
      Socket.prototype.connect = real;
    },
  };
};
