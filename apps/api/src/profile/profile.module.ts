import { Module } from '@nestjs/common';
import { ProfileFeature } from '@app/profile';
import { ProfileImageController } from './profile-image.controller.js';
import { ProfileController } from './profile.controller.js';

@Module({ imports: [ProfileFeature], controllers: [ProfileController, ProfileImageController] })
export class ProfileModule {}
