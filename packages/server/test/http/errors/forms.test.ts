import { docPath, ERRORS, type ErrorRow, errorInV3 } from '@carport/catalog';
import { describe, expect, test } from 'vitest';
import type { Occurrence } from '../../../src/http/errors/occurrence.js';
import { renderV2Error } from '../../../src/http/errors/v2.js';
import { renderV3Error } from '../../../src/http/errors/v3.js';
import { Fault, fault } from '../../../src/platform/fault.js';

const ROWS: readonly ErrorRow[] = ERRORS;
const where: Occurrence = {
  requestId: '6d3f9f52-0c1e-4b7a-9a55-2f3f0c9b7e10',
  publicUrl: 'https://carport.test',
  applicationName: 'Juice',
  applicationId: '36ab27d0-fd9d-4455-823a-ce30af709ffc',
  vehicleId: '56ab27d0-fd9d-4455-823a-ce30af709ffc',
  language: undefined,
};
const named = (row: ErrorRow): string => `${row.type}:${row.code}`;

describe('every error of the catalogue', () => {
  test.each(ROWS.filter((row) => row.only !== 'v3').map((row) => [named(row), row] as const))(
    '%s in v2.0 has every documented field',
    (_name, row) => {
      const { status, body } = renderV2Error(new Fault(row), where);
      expect(status).toBe(row.status);
      expect(body).toMatchObject({
        type: row.type,
        code: row.code,
        description: row.description,
        docURL: `https://carport.test${docPath(row)}`,
        statusCode: row.status,
        requestId: where.requestId,
        resolution: { type: row.resolution },
      });
      const { suggestedUserMessage } = body as { suggestedUserMessage?: string };
      expect(suggestedUserMessage === undefined).toBe(row.userMessage === undefined);
      expect(suggestedUserMessage ?? '').not.toContain('{app}');
    },
  );

  test.each(ROWS.map((row) => [named(row), row] as const))(
    '%s in v3 has every documented field',
    (_name, row) => {
      const { status, body } = renderV3Error(new Fault(row), where);
      const { type, code, title } = errorInV3(row);
      expect(status).toBe(row.status);
      expect(body).toMatchObject({
        errors: [
          {
            status: String(row.status),
            ...{ type, code, title },
            detail: row.description,
            resolution: { type: row.resolution },
            links: { about: `https://carport.test${docPath(row)}` },
            meta: { requestId: where.requestId, debug: { requestId: where.requestId } },
          },
        ],
      });
    },
  );
});

describe('what an occasion adds', () => {
  test('a null code is written, because an official SDK asks whether it is null', () => {
    const { body } = renderV2Error(fault('PERMISSION', null), where);
    expect(Object.keys(body as object)).toEqual(
      expect.arrayContaining(['code', 'resolution', 'docURL', 'description']),
    );
    expect((body as { code: unknown }).code).toBeNull();
  });

  test('detail is there only when something is known: the same SDK wants an array or nothing', () => {
    expect(renderV2Error(fault('SERVER', 'INTERNAL'), where).body).not.toHaveProperty('detail');
    const facts = [{ capacities: [70.2, 83.9] }];
    const { body } = renderV2Error(
      fault('SERVER', 'MULTIPLE_RECORDS_FOUND', { detail: facts }),
      where,
    );
    expect(body).toMatchObject({ detail: facts });
  });

  test('complaints become the sentence of v3', () => {
    const complaints = [
      { field: 'limit', message: 'must be integer' },
      { message: 'the body is too large' },
    ];
    const { body } = renderV3Error(fault('VALIDATION', null, { detail: complaints }), where);
    expect(body).toMatchObject({
      errors: [{ detail: 'limit must be integer; the body is too large' }],
    });
  });

  test('retry-after is whole seconds, rounded up', () => {
    const throttled = fault('RATE_LIMIT', 'VEHICLE', { retryAfterSeconds: 12.2 });
    expect(renderV2Error(throttled, where).headers).toEqual({ 'retry-after': '13' });
    expect(renderV3Error(throttled, where).headers).toEqual({ 'retry-after': '13' });
    expect(renderV2Error(fault('RATE_LIMIT', 'VEHICLE'), where)).not.toHaveProperty('headers');
  });

  test('a resolution url goes along', () => {
    const url = 'https://www.tesla.com/_ak/example.com';
    const key = fault('CONNECTED_SERVICES_ACCOUNT', 'VIRTUAL_KEY_REQUIRED', { resolutionUrl: url });
    expect(renderV2Error(key, where).body).toMatchObject({
      resolution: { type: 'ACTION_REQUIRED', url },
    });
  });

  test('the message for the owner names the application, or an app when nobody is known', () => {
    const permission = fault('PERMISSION', null);
    expect(renderV2Error(permission, where).body).toMatchObject({
      suggestedUserMessage: expect.stringContaining('Juice'),
    });
    const unknown = renderV2Error(permission, { ...where, applicationName: null });
    expect((unknown.body as { suggestedUserMessage: string }).suggestedUserMessage).not.toMatch(
      /null|undefined|\{/,
    );
  });
});
