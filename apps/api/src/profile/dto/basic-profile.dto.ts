import type { Gender } from '@app/users';
import { Text } from '../../input/properties.js';
import { oneOf, phoneFormat } from '../../input/text-rules.js';

const genders: readonly Gender[] = ['Laki-Laki', 'Perempuan'];

/** The JSON text in the part `basic_profile` of `POST /update-basic-profile` (seed 002). */
export class BasicProfileDto {
  @Text({
    description: 'YYYY-MM-DD: a real day in the past, from 1900 on',
    example: '1996-10-18',
    schema: { format: 'date' },
  })
  date_of_birth!: string;

  @Text({ description: 'Gender', example: 'Laki-Laki', schema: { enum: [...genders] } }, oneOf(genders))
  gender!: Gender;

  @Text(
    { description: 'Phone number: 62 and 7 to 15 digits; a changed one is unproven', example: '6287654321' },
    phoneFormat(),
  )
  phone_number!: string;
}
