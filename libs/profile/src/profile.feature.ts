import { Module } from '@nestjs/common';
import { ReadProfileImage } from './read-profile-image.js';
import { UpdateBasicProfile } from './update-basic-profile.js';

/** What a person tells of themselves. */
@Module({
  providers: [UpdateBasicProfile, ReadProfileImage],
  exports: [UpdateBasicProfile, ReadProfileImage],
})
export class ProfileFeature {}
