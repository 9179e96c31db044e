import { Text } from '../../input/properties.js';

/** Body of `POST /password/forgot`, JSON or form. */
export class ForgotPasswordDto {
  @Text({ description: 'The address of the account', example: 'test@abc.com' })
  email!: string;
}

/** Body of `POST /password/reset`, JSON or form. */
export class ResetPasswordDto {
  @Text({ description: 'The code in the link', example: 'fWjGPqS6OYXPwrpxcDMH8e0nb7LV5TUK7Z05yOvZQNE' })
  code!: string;

  @Text({
    description: 'The new password, 8 to 128 characters',
    example: 'a long new password',
    schema: { format: 'password' },
  })
  password!: string;
}

/** Body of `POST /password/change`. */
export class ChangePasswordDto {
  @Text({ description: 'The present password', example: 'abc123', schema: { format: 'password' } })
  current_password!: string;

  @Text({
    description: 'The new one, 8 to 128 characters',
    example: 'a long new password',
    schema: { format: 'password' },
  })
  new_password!: string;
}
