import { ApiProperty } from '@nestjs/swagger';
import type { OpenedAccount } from '@app/registration';
import { Text } from '../../input/properties.js';
import { requiredWhen } from '../../input/required-when.js';
import { emailFormat, usernameFormat } from '../../input/text-rules.js';
import { sameAddressAs } from './same-address.js';

/** Body of `POST /api/v1/user/register` (seed 003). */
export class CustomerRegisterDto {
  @Text({ description: 'Unique username, 1 to 64 characters', example: 'tim1990' }, usernameFormat)
  username!: string;

  @requiredWhen((body) => (body as CustomerRegisterDto).email == null)
  @sameAddressAs('email')
  @Text(
    {
      description: 'Unique e-mail address. Required without `email`',
      example: 'tim.smith12@aol.com',
      optional: true,
    },
    emailFormat,
  )
  email_address?: string | null;

  @Text(
    {
      description: 'The name that the document’s example has for `email_address`',
      example: 'tim.smith12@aol.com',
      optional: true,
    },
    emailFormat,
  )
  email?: string | null;

  @Text({
    description: 'Password, from 8 characters, not a common one',
    example: 'il1kep1es',
    schema: { format: 'password' },
  })
  password!: string;
}

/** The new customer. */
export class CustomerDto {
  @ApiProperty({ description: 'Integer id', example: 412 })
  id!: number;

  @ApiProperty({ description: 'Username as stored', example: 'tim1990' })
  username!: string;

  @ApiProperty({ description: 'E-mail address as stored', example: 'tim.smith12@aol.com' })
  email!: string;

  @ApiProperty({ description: 'The same', example: 'tim.smith12@aol.com' })
  email_address!: string;

  @ApiProperty({ description: 'Always customer', example: 'customer', enum: ['customer'] })
  account_type!: string;

  @ApiProperty({
    description: 'Opaque token for Authorization: Bearer; dies 90 days after its last use',
    example: 'de305d5475b4431badb2eb6b9e546014',
    pattern: '^[0-9a-f]{32}$',
  })
  api_token!: string;
}

/** Answer of `POST /api/v1/user/register`. */
export class CustomerRegisteredDto {
  @ApiProperty({ description: 'The new customer', type: CustomerDto })
  results!: CustomerDto;

  @ApiProperty({ description: 'What was done', example: 'New user successfully registered' })
  message!: string;

  @ApiProperty({ description: 'Always null', type: String, nullable: true, example: null })
  error!: null;

  @ApiProperty({ description: 'Always 0', example: 0 })
  error_code!: number;

  @ApiProperty({ description: 'The HTTP status', example: 201 })
  status!: number;

  static of({ id, user, apiToken }: OpenedAccount): CustomerRegisteredDto {
    const { username, email } = user;
    const results = {
      id,
      username,
      email,
      email_address: email,
      account_type: 'customer',
      api_token: apiToken,
    };
    return Object.assign(new CustomerRegisteredDto(), {
      results: Object.assign(new CustomerDto(), results),
      message: 'New user successfully registered',
      error: null,
      error_code: 0,
      status: 201,
    });
  }
}

/** A refusal in the envelope. */
export class CustomerRefusalDto {
  @ApiProperty({ description: 'Always null', type: String, nullable: true, example: null })
  results!: null;

  @ApiProperty({ description: 'What is wrong', example: 'Password invalid (too weak)' })
  message!: string;

  @ApiProperty({ description: 'The same', example: 'Password invalid (too weak)' })
  error!: string;

  @ApiProperty({
    description:
      '-1 username exists, -2 e-mail address used, -3 password too weak, -4 attributes missing or unusable, -100 everything else',
    example: -3,
  })
  error_code!: number;

  @ApiProperty({ description: 'The HTTP status', example: 400 })
  status!: number;
}
