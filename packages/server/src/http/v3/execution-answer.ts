import { Readable } from 'node:stream';
import { errorOfCommand } from '@carport/catalog';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { VehicleAccess } from '../../access/access.js';
import { Fault } from '../../platform/fault.js';
import type {
  Execution,
  ExecutionSubject,
  RunningExecution,
} from '../../vehicles/executions-contract.js';
import { reportFailure } from '../errors/handlers.js';
import { occurrenceOf } from '../errors/occurrence.js';
import { toFault } from '../errors/to-fault.js';
import { v3ErrorBody } from '../errors/v3.js';
import type { Platform } from '../platform.js';
import { established } from '../request.js';
import { EXECUTION_PATHS, type Form } from './form.js';

const MILLISECONDS_PER_SECOND = 1_000;

/** Carries out a command and answers in one of two ways: with its end, or with 202 and its end later. */
export type AnswerWithExecution = (
  request: FastifyRequest,
  reply: FastifyReply,
  subject: ExecutionSubject,
  work: (access: VehicleAccess) => Promise<unknown>,
) => Promise<unknown>;

export const createExecutionAnswer = (
  { executions, config, log }: Pick<Platform, 'executions' | 'config' | 'log'>,
  formOf: (request: FastifyRequest) => Form,
): AnswerWithExecution => {
  const patience = config.slowCommandSeconds * MILLISECONDS_PER_SECOND;

  /** The end of what took too long: its status cannot be the response's any more, so it stands in the body. */
  const lateEnd = async (
    request: FastifyRequest,
    running: RunningExecution,
    write: (execution: Execution) => object,
  ): Promise<object> => {
    try {
      return write(await running.finished);
    } catch (error) {
      const fault = toFault(error);
      request.failure = `${fault.row.type}:${fault.row.code}`;
      reportFailure(log, request, fault);
      return v3ErrorBody(fault, occurrenceOf(request, config.publicUrl));
    }
  };

  return async (request, reply, subject, work) => {
    const access = established(request.access, 'vehicle access');
    const { vehicle } = access;
    const write = (execution: Execution) => formOf(request).execution(vehicle, execution);
    const running = executions.run(access, subject, () => work(access).catch(refuseCommand));
    const execution = await within(running.finished, patience);
    if (execution) return write(execution);

    await running.goAsync();
    const path = `/v3/vehicles/${vehicle.id}/${EXECUTION_PATHS[subject.kind]}/${running.id}`;
    return reply
      .code(202)
      .header('location', `${config.publicUrl}${path}`)
      .type('application/json; charset=utf-8')
      .send(Readable.from(linesOf(lateEnd(request, running, write))));
  };
};

const refuseCommand = (error: unknown): never => {
  const { row, occasion } = toFault(error);
  throw new Fault(errorOfCommand(row), occasion);
};

/** A blank line, which JSON allows, sends the headers on their way at once. */
async function* linesOf(end: Promise<object>): AsyncGenerator<string> {
  yield '\n';
  yield JSON.stringify(await end);
}

/** What comes of it in time; undefined when it takes longer. */
const within = async <T>(work: Promise<T>, milliseconds: number): Promise<T | undefined> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};
