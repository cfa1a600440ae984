/** What an operation is shown with in the API description. */
export interface OperationExample {
  /** A body that fits. */
  readonly request?: unknown;
  /** The body of the answer when all goes well. */
  readonly answer?: unknown;
}

/** By operation id. */
export type OperationExamples = Readonly<Record<string, OperationExample>>;

/** The same car, owner and webhook in every example. */
export const VEHICLE_ID = '7c1b6f3e-2d0a-4b58-9c67-1f5e8a40d2b9';
export const USER_ID = 'b4f0a1c2-93de-4f7a-8e15-60c2d7b8a3f1';
export const WEBHOOK_ID = '1e9d4c70-5a83-4c1e-b2f6-7d3098a6e5c4';

export const EXAMPLE_ORIGIN = 'https://carport.example.com';
export const MOMENT = '2026-06-01T12:00:00.000Z';
