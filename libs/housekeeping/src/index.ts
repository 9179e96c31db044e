export { HousekeepingFeature } from './housekeeping.feature.js';
export { Housekeeping } from './housekeeping.js';
