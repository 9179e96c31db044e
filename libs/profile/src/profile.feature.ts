import { Module } from '@nestjs/common';
import { AddressMessages } from './address-messages.js';
import { AddressNotices } from './address-notices.js';
import { AddressProof } from './address-proof.js';
import { ChangeEmail } from './change-email.js';
import { ChangePhone } from './change-phone.js';
import { GatherPersonalData } from './gather-personal-data.js';
import { ReadProfileImage } from './read-profile-image.js';
import { RequestDeletion } from './request-deletion.js';
import { UndoEmailChange } from './undo-email-change.js';
import { UpdateBasicProfile } from './update-basic-profile.js';

const offered = [
  ChangeEmail,
  ChangePhone,
  GatherPersonalData,
  ReadProfileImage,
  RequestDeletion,
  UndoEmailChange,
  UpdateBasicProfile,
];

/** What a person tells of themselves, and takes back. */
@Module({ providers: [AddressMessages, AddressNotices, AddressProof, ...offered], exports: offered })
export class ProfileFeature {}
