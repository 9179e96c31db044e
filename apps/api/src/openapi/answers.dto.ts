import { ApiProperty } from '@nestjs/swagger';

/** How the `usapi` dialect says no. */
export class RefusalDto {
  @ApiProperty({ description: 'What is wrong, in the documented words', example: 'Malformed request body' })
  message!: string;
}

/** One property that was refused. */
export class RefusedPropertyDto {
  @ApiProperty({ description: 'JSON pointer to the property', example: '#/email' })
  pointer!: string;

  @ApiProperty({ description: 'What is wrong with it', example: "Must have required property 'email'" })
  detail!: string;
}

/** RFC 9457, for callers whose `Accept` prefers `application/problem+json`. */
export class ProblemDto {
  @ApiProperty({ description: 'Stable name of the problem', example: 'urn:usapi:problem:request.malformed' })
  type!: string;

  @ApiProperty({ description: 'The status in words', example: 'Bad Request' })
  title!: string;

  @ApiProperty({ description: 'The HTTP status', example: 400 })
  status!: number;

  @ApiProperty({ description: 'What is wrong', example: 'Malformed request body' })
  detail!: string;

  @ApiProperty({ description: 'Stable code, see docs/errors.md', example: 'request.malformed' })
  code!: string;

  @ApiProperty({
    description: 'Every property that was refused, where it is a matter of properties',
    type: [RefusedPropertyDto],
    required: false,
    example: [{ pointer: '#/email', detail: "Must have required property 'email'" }],
  })
  errors?: RefusedPropertyDto[];
}

/** Done, and what was done. */
export class DoneDto {
  @ApiProperty({ description: 'Always true', example: true })
  status!: boolean;

  @ApiProperty({ description: 'What was done, in the documented words', example: 'Account has been created' })
  message!: string;

  static of(message: string): DoneDto {
    return Object.assign(new DoneDto(), { status: true, message });
  }
}
