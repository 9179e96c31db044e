import { Injectable, type PipeTransform } from '@nestjs/common';
import { present } from '../input/rule.js';
import { isRecord, parseJson, inspectKeys } from '../input/json-body.js';
import { validation } from '../input/validate.js';
import { MalformedBody, ValidationFailed } from '../input/validation-failed.js';
import { TooLarge } from '../http/http-problems.js';
import { BasicProfileDto } from './dto/basic-profile.dto.js';
import { formLimits } from './form-limits.js';
import type { MultipartForm } from './multipart-form.js';

const property = 'basic_profile';

/**
 * Reads `basic_profile` in every way clients send it: a text field, a typed part (which Node's clients send as text
 * and browsers as a file), or bracket fields. Sent twice it is ambiguous and refused (SECURITY R38).
 */
@Injectable()
export class BasicProfilePipe implements PipeTransform<MultipartForm, Promise<BasicProfileDto>> {
  async transform({ fields, files }: MultipartForm): Promise<BasicProfileDto> {
    const given = [fields[property], ...(files[property] ?? []).map(({ buffer }) => buffer)].filter(
      (value) => value !== undefined && value !== null,
    );
    if (given.length === 0) throw missing();
    if (given.length > 1) throw new MalformedBody('basic_profile twice');
    // The limit of files is the photo's; as a file, too, this is no more than a field.
    if (Buffer.isBuffer(given[0]) && given[0].length > formLimits.fieldSize) throw new TooLarge();
    const value = asObject(given[0]);
    return (await validation.transform(value, {
      type: 'body',
      metatype: BasicProfileDto,
    })) as BasicProfileDto;
  }
}

function asObject(given: unknown): Record<string, unknown> {
  const value =
    typeof given === 'string'
      ? parseJson(Buffer.from(given))
      : Buffer.isBuffer(given)
        ? parseJson(given)
        : given;
  // The form reader keeps a text that came beside bracket fields under the empty name.
  if (!isRecord(value) || Object.hasOwn(value, '')) throw new MalformedBody('basic_profile is no object');
  inspectKeys(value);
  return value;
}

function missing(): ValidationFailed {
  const message = present.message(property);
  return new ValidationFailed([{ kind: 'missing', property, path: [property], message, value: undefined }]);
}
