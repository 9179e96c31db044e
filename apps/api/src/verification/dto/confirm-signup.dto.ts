import { Flag, Text } from '../../input/properties.js';

/** Body of `POST /signup/confirm`, JSON or form. */
export class ConfirmSignupDto {
  @Text({ description: 'The code in the link', example: 'fWjGPqS6OYXPwrpxcDMH8e0nb7LV5TUK7Z05yOvZQNE' })
  code!: string;

  @Flag({ description: '"This was not me": ends the signup instead', example: false, optional: true })
  decline?: boolean | null;
}
