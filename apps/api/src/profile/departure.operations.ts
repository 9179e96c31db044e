import type { OperationFacts } from '../openapi/operation.js';
import { DeletionDto } from './dto/address.dto.js';
import { ExportDto } from './dto/export.dto.js';
import { getProfile } from './profile.operations.js';

export const exportProfile: OperationFacts = {
  id: 'exportProfile',
  summary: 'Take one’s data along',
  description: 'Everything that is held about the person, as JSON; the photo as links.',
  caller: 'bearer',
  answer: {
    type: ExportDto,
    description: 'The data',
    examples: {
      data: {
        ...getProfile.answer.examples['profile'],
        account: {
          customer_id: 412,
          roles: 'user',
          bio: null,
          is_active: true,
          email_verified_at: null,
          phone_verified_at: null,
        },
        sessions: [],
        signup: null,
        pending_changes: [],
        messages: [],
      },
    },
  },
};

export const deleteProfile: OperationFacts = {
  id: 'deleteProfile',
  summary: 'Delete the account',
  description:
    'Asks for the password. Signed out at once, gone after 14 days; signing in before takes it back.',
  caller: 'bearer',
  body: true,
  answer: {
    type: DeletionDto,
    description: 'It will be gone',
    examples: {
      leaving: { status: true, message: 'Account will be deleted', delete_at: '2026-12-04T08:00:00.000Z' },
    },
  },
  refusals: {
    400: ["Must have required property 'password'", 'Current password is wrong'],
    429: ['Too many requests'],
  },
};
