import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsOptional, ValidateNested } from 'class-validator';
import { isFlag, isObject, isText, obey, present, type Rule } from './rule.js';

/** How a property reads in Swagger UI. */
interface Meaning {
  readonly description: string;
  readonly example: unknown;
  readonly optional?: boolean;
  readonly schema?: Partial<ApiPropertyOptions>;
}

const property = (
  type: Rule,
  constructor: unknown,
  { description, example, optional, schema }: Meaning,
  rules: readonly Rule[],
) =>
  applyDecorators(
    ApiProperty({
      type: constructor,
      description,
      example,
      required: !optional,
      ...schema,
    } as ApiPropertyOptions),
    ...(optional ? [] : [obey(present)]),
    obey(type),
    ...rules.map(obey),
  );

/** A string property: its document and its rules in one place, so that they cannot disagree. */
export const Text = (meaning: Meaning, ...rules: readonly Rule[]) => property(isText, String, meaning, rules);

/** A boolean property. */
export const Flag = (meaning: Meaning) => property(isFlag, Boolean, meaning, []);

/** An object property with properties of its own. */
export const Part = (type: () => new () => object, meaning: Omit<Meaning, 'example'>) =>
  applyDecorators(
    ApiProperty({ type: () => type(), description: meaning.description, required: !meaning.optional }),
    // Without IsOptional, ValidateNested would refuse the null that stands for absent.
    meaning.optional ? IsOptional() : obey(present),
    obey(isObject),
    ValidateNested(),
    Type(type),
  );
