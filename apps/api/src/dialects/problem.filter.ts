import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ServiceUnavailable, TooManyRequests, type Problem } from '@app/problems';
import { MethodNotAllowed } from '../http/http-problems.js';
import { pathOf } from '../http/request-hooks.js';
import { dialectOf, voiceFor } from './dialects.js';
import { logRefusal } from './log-refusal.js';
import { statusOf, type Refusal } from './refusal.js';
import { translateFault } from './translate-fault.js';

/** Hands what was refused or broke to `refuse`, wherever in the application it was thrown. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(fault: unknown, host: ArgumentsHost): unknown {
    const http = host.switchToHttp();
    return refuse(fault, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }
}

/** The one place that decides what leaves when something is refused or breaks. */
export function refuse(fault: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = translateFault(fault);
  const path = spelledOut(request);
  const dialect = dialectOf(path);
  const status = dialect.statuses?.[problem.code] ?? statusOf[problem.code];
  const refusal: Refusal = { problem, status, path };
  logRefusal(request, refusal);
  if (reply.sent) return reply;
  addHeaders(reply, problem, status);
  const { type, body, headers = {} } = voiceFor(request, dialect).answer(refusal, request);
  return reply.status(status).headers(headers).type(type).send(body);
}

/** A path belongs to one system, however it is spelled. */
function spelledOut(request: FastifyRequest): string {
  const path = request.routeOptions.url ?? pathOf(request);
  try {
    return decodeURI(path);
  } catch {
    return path; // a bad escape, which no route has
  }
}

function addHeaders(reply: FastifyReply, problem: Problem, status: number): void {
  // A refused Basic call has named its scheme already (access/access.guards.ts).
  if (status === 401 && !reply.hasHeader('www-authenticate'))
    reply.header('www-authenticate', 'Bearer realm="usapi"');
  if (problem instanceof MethodNotAllowed) reply.header('allow', problem.allow);
  if (problem instanceof TooManyRequests || problem instanceof ServiceUnavailable) {
    reply.header('retry-after', String(problem.retryAfter));
  }
  if (problem instanceof TooManyRequests && problem.budget) {
    const { name, most, window } = problem.budget;
    // draft-ietf-httpapi-ratelimit-headers: quota and window, then what remains and when it is reset.
    reply.header('ratelimit-policy', `"${name}";q=${most};w=${window}`);
    reply.header('ratelimit', `"${name}";r=0;t=${problem.retryAfter}`);
  }
}
