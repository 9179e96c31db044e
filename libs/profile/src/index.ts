export { ChangeEmail } from './change-email.js';
export { ChangePhone } from './change-phone.js';
export { GatherPersonalData, type PersonalData } from './gather-personal-data.js';
export { ProfileFeature } from './profile.feature.js';
export { ReadProfileImage } from './read-profile-image.js';
export { RequestDeletion } from './request-deletion.js';
export { UndoEmailChange } from './undo-email-change.js';
export { UpdateBasicProfile } from './update-basic-profile.js';
