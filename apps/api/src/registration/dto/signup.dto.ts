import { platforms } from '@app/partners';
import { signupModes, type SignupMode } from '@app/pending-signups';
import { Text } from '../../input/properties.js';
import { emailFormat, lengthWithin, oneOf, phoneFormat, usernameFormat } from '../../input/text-rules.js';
import { requiredWhen } from '../../input/required-when.js';

/** The document's own words, its X's included (seed 001). */
export const phoneText = 'The phone number format is invalid. Please use the format: 628XXXXXXXXX';

/** Body of `POST /signup` (seed 001). */
export class SignupDto {
  @Text({ description: 'Unique username, 1 to 64 characters', example: 'test20250219000' }, usernameFormat)
  username!: string;

  @Text({
    description: 'Password, 6 to 128 characters',
    example: 'test20250219000',
    schema: { format: 'password' },
  })
  password!: string;

  @Text({ description: 'Unique e-mail address', example: 'hendy.juliyanto@ondelivery.id' }, emailFormat)
  email!: string;

  @Text({ description: 'First name', example: 'test mail' }, lengthWithin(1, 100))
  first_name!: string;

  @Text({ description: 'Last name', example: 'without phone' }, lengthWithin(1, 100))
  last_name!: string;

  @Text(
    {
      description: 'LINK proves the e-mail address, OTP the phone by SMS',
      example: 'OTP',
      optional: true,
      schema: { enum: [...signupModes], default: 'LINK' },
    },
    oneOf(signupModes),
  )
  mode?: SignupMode | null;

  @requiredWhen((body) => (body as SignupDto).mode === 'OTP')
  @Text(
    {
      description: 'Unique phone number: 62 and 7 to 15 digits. Required when mode is OTP',
      example: '62123456789',
      optional: true,
    },
    phoneFormat(phoneText),
  )
  phone_number?: string | null;

  @Text(
    {
      description: 'The platform the person registers for',
      example: 'ONAPPS',
      optional: true,
      schema: { enum: [...platforms] },
    },
    oneOf(platforms),
  )
  platform?: string | null;
}
