import { Module } from '@nestjs/common';
import { AuthFeature } from '@app/auth';
import { ProfileFeature } from '@app/profile';
import { AddressController } from './address.controller.js';
import { DepartureController } from './departure.controller.js';
import { EmailUndoController } from './email-undo.controller.js';
import { ProfileImageController } from './profile-image.controller.js';
import { ProfileController } from './profile.controller.js';

@Module({
  imports: [ProfileFeature, AuthFeature],
  controllers: [
    ProfileController,
    ProfileImageController,
    AddressController,
    EmailUndoController,
    DepartureController,
  ],
})
export class ProfileModule {}
