export { ProfileFeature } from './profile.feature.js';
export { ReadProfileImage } from './read-profile-image.js';
export { UpdateBasicProfile } from './update-basic-profile.js';
