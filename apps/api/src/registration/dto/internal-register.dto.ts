import { Text } from '../../input/properties.js';
import { emailFormat, lengthWithin, phoneFormat, usernameFormat } from '../../input/text-rules.js';

/** Body of `POST /internal/register` (seed 000). */
export class InternalRegisterDto {
  @Text({ description: 'Unique username, 1 to 64 characters', example: 'test regis 3' }, usernameFormat)
  username!: string;

  @Text({
    description: 'Password, 6 to 128 characters',
    example: 'test regis 3',
    schema: { format: 'password' },
  })
  password!: string;

  @Text({ description: 'First name', example: 'second' }, lengthWithin(1, 100))
  first_name!: string;

  @Text({ description: 'Last name', example: 'test account' }, lengthWithin(1, 100))
  last_name!: string;

  @Text({ description: 'Unique phone number: 62 and 7 to 15 digits', example: '621234567891' }, phoneFormat())
  phone_number!: string;

  @Text({ description: 'Unique e-mail address', example: 'test@abc.com' }, emailFormat)
  email!: string;
}
