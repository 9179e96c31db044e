import { applyDecorators, HttpCode, type Type } from '@nestjs/common';
import { ApiExtraModels, ApiOperation, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import { ProblemDto, RefusalDto } from './answers.dto.js';

/** Documented texts by status. */
type Refusals = Readonly<Partial<Record<number, readonly string[]>>>;

/** What a route says of itself in the document. Its access policy adds the security scheme. */
export interface OperationFacts {
  readonly id: string;
  readonly summary: string;
  readonly description: string;
  /** The answer when all went well; 200. */
  readonly answer: {
    readonly type: Type;
    readonly description: string;
    readonly examples: Readonly<Record<string, object>>;
  };
  /** Texts of the refusals the route itself knows. */
  readonly refusals?: Refusals;
  /** What comes with the way the route is called; a supervisor (`nobody`) is refused only in the route's own words. */
  readonly caller: 'public' | 'basic' | 'bearer' | 'nobody';
  readonly body?: boolean;
  /** Whether callers whose `Accept` prefers HTML get a page instead, refusals included. */
  readonly page?: boolean;
}

const reasons: Readonly<Record<number, string>> = {
  400: 'The request is not acceptable',
  401: 'Credentials are absent, wrong, expired or revoked',
  403: 'The partner lacks the scope or the platform',
  404: 'There is no such thing',
  409: 'It is registered already',
  413: 'The body is larger than the route reads',
  415: 'The body is of a type the route does not read',
  429: 'A limit or cooldown is used up; Retry-After says when to come back',
  500: 'Something unforeseen happened',
  503: 'Overloaded, or something the service needs is away; Retry-After says when to come back',
};

const byCaller: Readonly<Record<OperationFacts['caller'], Refusals>> = {
  nobody: {},
  public: {},
  basic: { 401: ['Unauthorized'], 403: ['Forbidden'] },
  bearer: { 401: ['Unauthorized'] },
};
const ofBodies: Refusals = {
  400: ['Malformed request body'],
  413: ['Payload too large'],
  415: ['Unsupported media type'],
};
const ofAll: Refusals = { 500: ['Internal error'], 503: ['Service unavailable'] };

function merged(sources: readonly Refusals[]): Map<number, string[]> {
  const texts = new Map<number, string[]>();
  for (const [status, added] of sources.flatMap((source) => Object.entries(source))) {
    texts.set(Number(status), [...(texts.get(Number(status)) ?? []), ...(added ?? [])]);
  }
  return texts;
}

const nameOf = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 60);

const htmlPage = { 'text/html': { schema: { type: 'string' as const, description: 'A page for a person' } } };

function refusal(status: number, texts: readonly string[], page: boolean): MethodDecorator {
  const examples = Object.fromEntries(texts.map((message) => [nameOf(message), { value: { message } }]));
  return ApiResponse({
    status,
    description: reasons[status] ?? 'Refused',
    content: {
      'application/json': { schema: { $ref: getSchemaPath(RefusalDto) }, examples },
      'application/problem+json': { schema: { $ref: getSchemaPath(ProblemDto) } },
      ...(page ? htmlPage : {}),
    },
  });
}

type RefusalFacts = Pick<OperationFacts, 'caller' | 'refusals' | 'body' | 'page'>;

/** Documents the refusals of a route whose good answer is no JSON. */
export function RefusalAnswers({ caller, refusals, body, page = false }: RefusalFacts) {
  const faults = caller === 'nobody' ? {} : ofAll;
  // A route's own words for a fault stand in for the general ones.
  const texts = merged([{ ...faults, ...refusals }, body ? ofBodies : {}, byCaller[caller]]);
  return applyDecorators(
    ApiExtraModels(RefusalDto, ProblemDto),
    ...[...texts].map(([status, messages]) => refusal(status, messages, page)),
  );
}

/** Documents a route: id, words, and every status it can answer with the documented body. */
export function Operation({ id, summary, description, answer, ...facts }: OperationFacts) {
  const examples = Object.fromEntries(
    Object.entries(answer.examples).map(([name, value]) => [name, { value }]),
  );
  const json = { 'application/json': { schema: { $ref: getSchemaPath(answer.type) }, examples } };
  return applyDecorators(
    HttpCode(200),
    ApiOperation({ operationId: id, summary, description }),
    ApiExtraModels(answer.type),
    ApiResponse({
      status: 200,
      description: answer.description,
      content: facts.page ? { ...json, ...htmlPage } : json,
    }),
    RefusalAnswers(facts),
  );
}
