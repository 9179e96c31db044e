export { problemCodes, type ProblemCode } from './catalogue.js';
export { OperatorFault, tellFault } from './operator-fault.js';
export { Problem } from './problem.js';
export {
  Forbidden,
  NotFound,
  ServiceUnavailable,
  TooManyRequests,
  Unauthorized,
} from './service-problems.js';
