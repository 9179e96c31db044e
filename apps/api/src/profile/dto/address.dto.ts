import { ApiProperty } from '@nestjs/swagger';
import { Text } from '../../input/properties.js';
import { emailFormat, phoneFormat } from '../../input/text-rules.js';

const password = { description: 'The present password', example: 'abc123', schema: { format: 'password' } };

/** Body of `POST /profile/email`. */
export class ChangeEmailDto {
  @Text(
    { description: 'The new e-mail address, or the present one to prove it', example: 'new@abc.com' },
    emailFormat,
  )
  email!: string;

  @Text(password)
  password!: string;
}

/** Body of `POST /profile/phone`. */
export class ChangePhoneDto {
  @Text(
    { description: 'The new phone number, or the present one to prove it', example: '6287654321' },
    phoneFormat(),
  )
  phone_number!: string;

  @Text(password)
  password!: string;
}

/** Body of the `/confirm` routes. */
export class ConfirmAddressDto {
  @Text({ description: 'The six digits that were sent', example: '012345' })
  otp!: string;
}

/** Body of `POST /profile/email/undo`, JSON or form. */
export class UndoEmailDto {
  @Text({ description: 'The code in the link', example: 'fWjGPqS6OYXPwrpxcDMH8e0nb7LV5TUK7Z05yOvZQNE' })
  code!: string;
}

/** Body of `DELETE /profile`. */
export class DeleteProfileDto {
  @Text(password)
  password!: string;
}

/** Digits are on their way. */
export class DigitsSentDto {
  @ApiProperty({ description: 'Always true', example: true })
  status!: boolean;

  @ApiProperty({ description: 'Where to look', example: 'Please check your email to confirm' })
  message!: string;

  @ApiProperty({ description: 'Seconds for which the digits can be used', example: 600 })
  exp_otp!: number;

  static of(where: 'email' | 'phone', usableFor: number): DigitsSentDto {
    const message = `Please check your ${where} to confirm`;
    return Object.assign(new DigitsSentDto(), { status: true, message, exp_otp: usableFor });
  }
}

/** The account will be gone. */
export class DeletionDto {
  @ApiProperty({ description: 'Always true', example: true })
  status!: boolean;

  @ApiProperty({ description: 'What will happen', example: 'Account will be deleted' })
  message!: string;

  @ApiProperty({
    description: 'When, UTC; signing in before takes it back',
    example: '2026-12-04T08:00:00.000Z',
  })
  delete_at!: string;

  static of(deleteAt: Date): DeletionDto {
    const delete_at = deleteAt.toISOString();
    return Object.assign(new DeletionDto(), { status: true, message: 'Account will be deleted', delete_at });
  }
}
