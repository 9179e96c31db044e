import { Text } from '../../input/properties.js';
import { requiredWhen } from '../../input/required-when.js';

/** Body of `POST /signup/resend`, JSON or form: the token, or the code of an old link. */
export class ResendSignupDto {
  @requiredWhen((body) => typeof (body as ResendSignupDto).code !== 'string')
  @Text({
    description: 'The token that /signup answered with. Required without `code`',
    example: 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJ1c2VyIjoidGVzdCJ9.c2lnbmF0dXJl',
    optional: true,
  })
  token?: string | null;

  @Text({
    description: 'The code of an old link, instead of the token; the answer is always the same then',
    example: 'fWjGPqS6OYXPwrpxcDMH8e0nb7LV5TUK7Z05yOvZQNE',
    optional: true,
  })
  code?: string | null;
}
