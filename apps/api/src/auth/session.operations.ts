import { DoneDto } from '../openapi/answers.dto.js';
import type { OperationFacts } from '../openapi/operation.js';
import { SessionsDto } from './dto/session.dto.js';
import { TokenDto } from './dto/token.dto.js';

const done = (description: string, message: string): OperationFacts['answer'] => ({
  type: DoneDto,
  description,
  examples: { done: { status: true, message } },
});

export const refreshToken: OperationFacts = {
  id: 'refreshToken',
  summary: 'Get a fresh access token',
  description:
    'Turns the refresh token over: the answer has its successor. The same token within ten seconds gets the same successor; any later use ends the session.',
  caller: 'public',
  body: true,
  answer: {
    type: TokenDto,
    description: 'Fresh tokens',
    examples: {
      refreshed: {
        token: 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJ1c2Vy',
        refresh_token: 'dGhlIHNlc3Npb24gcGFydAVv0aTqyR1Yt2uJc3ZkWm4s5x6B7n8M9q0LwErTyUiOp',
        expires_in: 3600,
      },
    },
  },
  refusals: { 400: ["Must have required property 'refresh_token'"], 401: ['Unauthorized'] },
};

export const logout: OperationFacts = {
  id: 'logout',
  summary: 'Sign out',
  description: 'Ends the session of the access token, or of the refresh_token in the body.',
  caller: 'bearer',
  body: true,
  answer: done('Signed out', 'Signed out'),
  refusals: { 400: ["Property 'refresh_token' must be string"] },
};

export const logoutAll: OperationFacts = {
  id: 'logoutAll',
  summary: 'Sign out everywhere',
  description: 'Ends every session of the person, api tokens too.',
  caller: 'bearer',
  body: true,
  answer: done('Signed out', 'Signed out'),
};

export const listSessions: OperationFacts = {
  id: 'listSessions',
  summary: 'List where one is signed in',
  description: 'Live sessions, newest first, at most a hundred.',
  caller: 'bearer',
  answer: {
    type: SessionsDto,
    description: 'The sessions',
    examples: {
      one: {
        sessions: [
          {
            id: '01a1f831-1886-75c3-9d1b-0121f59295d2',
            kind: 'native',
            device: 'ONAPPS/3.2 (Android 16)',
            address: '203.0.113.7',
            native: true,
            created_at: '2026-11-20T08:00:00.000Z',
            last_used_at: '2026-11-20T08:00:00.000Z',
            current: true,
          },
        ],
      },
    },
  },
};

export const revokeSession: OperationFacts = {
  id: 'revokeSession',
  summary: 'End one session',
  description: 'Its access token is refused from the next request on.',
  caller: 'bearer',
  answer: done('The session has ended', 'Session revoked'),
  refusals: { 404: ['Not found'] },
};
