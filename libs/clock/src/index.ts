export { Clock, numericDate, secondsAfter, SystemClock } from './clock.js';
export { ClockModule } from './clock.module.js';
