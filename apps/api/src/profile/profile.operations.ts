import type { ApiBodyOptions } from '@nestjs/swagger';
import { getSchemaPath } from '@nestjs/swagger';
import { DoneDto } from '../openapi/answers.dto.js';
import type { OperationFacts } from '../openapi/operation.js';
import { BasicProfileDto } from './dto/basic-profile.dto.js';
import { ProfileAnswerDto } from './dto/profile.dto.js';

/** The parts of the multipart body, so that Swagger UI shows a JSON field and a file chooser. */
export const basicProfileBody: ApiBodyOptions = {
  required: true,
  schema: {
    type: 'object',
    required: ['basic_profile'],
    properties: {
      basic_profile: { $ref: getSchemaPath(BasicProfileDto) },
      profile_img: {
        type: 'string',
        format: 'binary',
        description: 'JPEG, PNG or WebP, at most 5 MB and 25 megapixels',
      },
    },
    example: {
      basic_profile: { gender: 'Laki-Laki', phone_number: '6287654321', date_of_birth: '1996-10-18' },
    },
  },
};

export const updateBasicProfile: OperationFacts = {
  id: 'updateBasicProfile',
  summary: 'Update the basic profile',
  description:
    'Stores date of birth, gender, phone number and, if there is one, the photo. A changed phone number is unproven. The photo is re-encoded; its metadata is dropped.',
  caller: 'bearer',
  body: true,
  answer: {
    type: DoneDto,
    description: 'The profile is stored',
    examples: { updated: { status: true, message: 'Success update profile' } },
  },
  refusals: {
    400: [
      "Must have required property 'basic_profile'",
      "Must have required property 'gender'",
      'Invalid phone number format',
      "Property 'date_of_birth' must be a past date in the form YYYY-MM-DD, from 1900 on",
      "Property 'profile_img' must be a JPEG, PNG or WebP image of at most 25 megapixels",
      'Phone number already exist',
    ],
    500: ['Error on update profile.'],
  },
};

export const getProfile: OperationFacts = {
  id: 'getProfile',
  summary: 'Read the profile',
  description: 'What the service knows of the person whose token it is.',
  caller: 'bearer',
  answer: {
    type: ProfileAnswerDto,
    description: 'The profile',
    examples: {
      profile: {
        status: true,
        profile: {
          id: '0193e4f2-7c1a-7b3e-9a52-3f1c8d2b6a70',
          username: 'test regis 3',
          email: 'test@abc.com',
          email_verified: false,
          phone_number: '621234567891',
          phone_verified: false,
          name: 'second test account',
          first_name: 'second',
          last_name: 'test account',
          date_of_birth: '1996-10-18',
          gender: 'Laki-Laki',
          account_type: 'customer',
          platform: null,
          profile_img: null,
          created_at: '2026-11-20T08:00:00.000Z',
          updated_at: '2026-11-20T08:00:00.000Z',
        },
      },
    },
  },
};
