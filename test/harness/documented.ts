import { readFileSync } from 'node:fs';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

interface MediaType {
  readonly schema?: object;
}
interface Operation {
  readonly operationId: string;
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, MediaType>> }>>;
}

/** `openapi.json` as it is committed. */
export const document = JSON.parse(readFileSync('openapi.json', 'utf8')) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
};

const ajv = new Ajv2020({ strict: false, validateFormats: false });
ajv.addSchema(document, 'openapi.json');
const validators = new Map<string, ValidateFunction>();

const pointer = (...parts: string[]): string =>
  parts
    .map((part) => part.replaceAll('~', '~0').replaceAll('/', '~1'))
    .map(encodeURIComponent)
    .join('/');

function operationOf(method: string, path: string): { template: string; operation: Operation } | null {
  for (const [template, operations] of Object.entries(document.paths)) {
    const pattern = new RegExp(`^${template.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`);
    const operation = operations[method.toLowerCase()];
    if (operation && pattern.test(path)) return { template, operation };
  }
  return null;
}

/** An answer as it came over the wire. */
export interface Answered {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly contentType: string;
  readonly body: unknown;
}

/** Throws unless the document declares this answer: its status, its media type, and its body by schema. */
export function assertDocumented({ method, path, status, contentType, body }: Answered): void {
  const found = operationOf(method, path);
  if (!found) return; // no operation of ours: 404 and 405 belong to no route
  const name = `${method} ${path} ${status}`;
  const declared = found.operation.responses[String(status)];
  if (!declared) throw new Error(`${name} is not documented: ${JSON.stringify(body)}`);
  const type = contentType.split(';')[0] ?? '';
  if (declared.content === undefined && type === '') return;
  if (!declared.content?.[type]) throw new Error(`${name} answers ${type}, which is not documented`);
  if (!type.includes('json')) return;
  const place = ['paths', found.template, method.toLowerCase(), 'responses', String(status), 'content', type];
  const validate = validatorAt(pointer(...place, 'schema'));
  if (validate(body)) return;
  throw new Error(`${name} is off its schema: ${ajv.errorsText(validate.errors)} in ${JSON.stringify(body)}`);
}

function validatorAt(place: string): ValidateFunction {
  const validate = validators.get(place) ?? ajv.compile({ $ref: `openapi.json#/${place}` });
  validators.set(place, validate);
  return validate;
}

/** Every documented operation with its statuses. */
export const documentedAnswers: readonly {
  operationId: string;
  method: string;
  path: string;
  statuses: string[];
}[] = Object.entries(document.paths).flatMap(([path, operations]) =>
  Object.entries(operations).map(([method, { operationId, responses }]) => ({
    operationId,
    method: method.toUpperCase(),
    path,
    statuses: Object.keys(responses),
  })),
);
