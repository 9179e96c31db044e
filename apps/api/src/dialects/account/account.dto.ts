import { ApiProperty } from '@nestjs/swagger';
import type { User } from '@app/users';
import { Text } from '../../input/properties.js';
import { emailFormat, lengthWithin, strictPassword } from '../../input/text-rules.js';
import { accountFormat, FitsEmail } from './account.rules.js';
import { faultTypes } from './field-faults.js';

/** Body of `POST /api/v1/auth/register` (seed 004). */
export class AccountRegisterDto {
  @Text(
    {
      description: 'Full name, 8 to 40 characters',
      example: 'Test User',
      schema: { minLength: 8, maxLength: 40 },
    },
    lengthWithin(8, 40),
  )
  name!: string;

  @FitsEmail()
  @Text(
    {
      description: 'Unique account name, 1 to 32 characters',
      example: 'testuser',
      schema: { minLength: 1, maxLength: 32 },
    },
    accountFormat,
  )
  account!: string;

  @Text(
    {
      description: 'Unique e-mail address, at most 254 characters',
      example: 'user@example.com',
      schema: { format: 'email', maxLength: 254 },
    },
    emailFormat,
  )
  email!: string;

  @Text(
    {
      description: 'Password, 8 to 128 characters, not a common one',
      example: 'yourpassword',
      schema: { format: 'password', minLength: 8, maxLength: 128 },
    },
    strictPassword,
  )
  password!: string;

  @Text({ description: 'The password again', example: 'yourpassword', schema: { format: 'password' } })
  password_confirm!: string;
}

/** To the second, as the document shows it. */
const timestamp = (moment: Date): string => moment.toISOString().replace(/\.\d{3}Z$/, 'Z');

/** Public user schema of seed 004: exactly its fields. */
export class AccountDto {
  @ApiProperty({ description: 'Full name as given', minLength: 8, maxLength: 40, example: 'Test User' })
  name!: string;

  @ApiProperty({
    description: 'E-mail address as stored',
    format: 'email',
    maxLength: 254,
    example: 'user@example.com',
  })
  email!: string;

  @ApiProperty({ description: 'Account name as typed', maxLength: 32, example: 'testuser' })
  account!: string;

  @ApiProperty({ description: 'Public id', format: 'uuid', example: '3c90c3cc-0d44-4b50-8888-8dd25736052a' })
  id!: string;

  @ApiProperty({ description: 'Role', enum: ['user', 'admin'], default: 'user', example: 'user' })
  roles!: string;

  @ApiProperty({ description: 'Whether the account may sign in', default: true, example: true })
  is_active!: boolean;

  @ApiProperty({
    description: 'Whether the account is admitted; this system has no proof step',
    default: true,
    example: true,
  })
  is_verified!: boolean;

  @ApiProperty({ description: 'Whether the account may do everything', default: false, example: false })
  is_superuser!: boolean;

  @ApiProperty({
    description: 'About the person',
    type: String,
    nullable: true,
    maxLength: 200,
    example: null,
  })
  bio!: string | null;

  @ApiProperty({ description: 'Date of birth', type: String, format: 'date', nullable: true, example: null })
  dob!: string | null;

  @ApiProperty({ description: 'Phone number', type: String, nullable: true, maxLength: 20, example: null })
  phone!: string | null;

  @ApiProperty({
    description: 'Id of the photo',
    type: String,
    format: 'uuid',
    nullable: true,
    example: null,
  })
  avatar_photo_id!: string | null;

  @ApiProperty({
    description: 'When it was deleted',
    type: String,
    format: 'date',
    nullable: true,
    example: null,
  })
  deleted_at!: string | null;

  @ApiProperty({
    description: 'When it came into being, UTC',
    format: 'date-time',
    example: '2023-11-07T05:31:56Z',
  })
  created_at!: string;

  @ApiProperty({
    description: 'When it last changed, UTC',
    format: 'date-time',
    example: '2023-11-07T05:31:56Z',
  })
  updated_at!: string;

  static of(user: User): AccountDto {
    return Object.assign(new AccountDto(), {
      name: user.name,
      email: user.email,
      account: user.username,
      id: user.uuid,
      roles: user.roles,
      is_active: user.isActive,
      is_verified: user.isVerified,
      is_superuser: user.isSuperuser,
      bio: null,
      dob: null,
      phone: null,
      avatar_photo_id: null,
      deleted_at: null,
      created_at: timestamp(user.createdAt),
      updated_at: timestamp(user.updatedAt),
    });
  }
}

/** One field that was refused. */
export class FieldFaultDto {
  @ApiProperty({
    description: 'Kind of fault',
    enum: [...faultTypes],
    example: 'missing',
  })
  type!: string;

  @ApiProperty({ description: 'Where it is', type: [String], example: ['body', 'email'] })
  loc!: string[];

  @ApiProperty({ description: 'What is wrong', example: 'Field required' })
  msg!: string;

  @ApiProperty({
    description: 'What was sent; null for what is missing and for passwords',
    oneOf: ['string', 'number', 'boolean', 'object', 'null']
      .map((type) => ({ type }))
      .concat({ type: 'array' }),
    example: null,
  })
  input!: unknown;
}

/** 422: every field that was refused. */
export class FieldFaultsDto {
  @ApiProperty({
    description: 'The fields',
    type: [FieldFaultDto],
    example: [{ type: 'missing', loc: ['body', 'email'], msg: 'Field required', input: null }],
  })
  detail!: FieldFaultDto[];
}

/** Every other refusal. */
export class DetailDto {
  @ApiProperty({ description: 'What is wrong', example: 'Account already exists' })
  detail!: string;
}
