export { problemCodes, type ProblemCode } from './catalogue.js';
export { Problem } from './problem.js';
export {
  Forbidden,
  NotFound,
  ServiceUnavailable,
  TooManyRequests,
  Unauthorized,
} from './service-problems.js';
