import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ServiceUnavailable, TooManyRequests, type Problem } from '@app/problems';
import { MethodNotAllowed } from '../http/http-problems.js';
import { pathOf } from '../http/request-hooks.js';
import type { Dialect } from './dialect.js';
import { logRefusal } from './log-refusal.js';
import { prefersProblemJson, problemBody } from './problem-json.js';
import { statusOf, type Refusal } from './refusal.js';
import { translateFault } from './translate-fault.js';
import { UsapiDialect } from './usapi-dialect.js';

/** The dialects, the most particular first. */
const dialects: readonly Dialect[] = [new UsapiDialect()];

/** The one place that decides what leaves when something is refused or breaks. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(fault: unknown, host: ArgumentsHost): unknown {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const problem = translateFault(fault);
    const path = pathOf(request);
    const refusal: Refusal = { problem, status: statusOf[problem.code], path };
    logRefusal(request, refusal);
    if (reply.sent) return reply;
    addHeaders(reply, problem, refusal.status);
    if (prefersProblemJson(request.headers)) {
      return reply.status(refusal.status).type('application/problem+json').send(problemBody(refusal));
    }
    const speaker = dialects.find((dialect) => dialect.owns(path)) ?? new UsapiDialect();
    const { status, body } = speaker.answer(refusal);
    return reply.status(status).type('application/json; charset=utf-8').send(body);
  }
}

function addHeaders(reply: FastifyReply, problem: Problem, status: number): void {
  // A refused Basic call has named its scheme already (access/basic.guard.ts).
  if (status === 401 && !reply.hasHeader('www-authenticate'))
    reply.header('www-authenticate', 'Bearer realm="usapi"');
  if (problem instanceof MethodNotAllowed) reply.header('allow', problem.allow);
  if (problem instanceof TooManyRequests || problem instanceof ServiceUnavailable) {
    reply.header('retry-after', String(problem.retryAfter));
  }
}
