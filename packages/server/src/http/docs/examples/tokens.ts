import type { OperationExamples } from './example.js';

export const TOKEN_EXAMPLES: OperationExamples = {
  getToken: {
    request: {
      grant_type: 'authorization_code',
      code: '5f0c2a9e-7b41-4d36-8a95-c3e1d0b47f68',
      redirect_uri: 'https://app.example.com/callback',
    },
    answer: {
      access_token: 'an-access-token',
      token_type: 'Bearer',
      expires_in: 7200,
      refresh_token: 'a-refresh-token',
    },
  },
  getApplicationToken: {
    request: {
      grant_type: 'client_credentials',
      client_id: 'client_0123456789',
      client_secret: 'a-client-secret',
    },
    answer: { access_token: 'an-application-token', token_type: 'Bearer', expires_in: 3600 },
  },
  health: { answer: { status: 'ok' } },
};
