import { Text } from '../../input/properties.js';

/** Body of `POST /signup/resend`. */
export class ResendSignupDto {
  @Text({
    description: 'The token that /signup answered with',
    example: 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJ1c2VyIjoidGVzdCJ9.c2lnbmF0dXJl',
  })
  token!: string;
}
