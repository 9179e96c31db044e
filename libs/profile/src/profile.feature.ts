import { Module } from '@nestjs/common';
import { AddressMessages } from './address-messages.js';
import { AddressNotices } from './address-notices.js';
import { AddressProof } from './address-proof.js';
import { ChangeEmail } from './change-email.js';
import { ChangePhone } from './change-phone.js';
import { CompleteUndo } from './complete-undo.js';
import { GatherPersonalData } from './gather-personal-data.js';
import { OwnerChange } from './owner-change.js';
import { ReadProfileImage } from './read-profile-image.js';
import { RequestDeletion } from './request-deletion.js';
import { StoreBasicProfile } from './store-basic-profile.js';
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

const inside = [AddressMessages, AddressNotices, AddressProof, CompleteUndo, OwnerChange, StoreBasicProfile];

/** What a person tells of themselves, and takes back. */
@Module({ providers: [...inside, ...offered], exports: offered })
export class ProfileFeature {}
