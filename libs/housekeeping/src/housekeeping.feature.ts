import { Module } from '@nestjs/common';
import { Chores } from './chores.js';
import { DeletedAccounts } from './deleted-accounts.js';
import { Housekeeping } from './housekeeping.js';

/** Forgetting what has had its time. */
@Module({ providers: [Housekeeping, Chores, DeletedAccounts], exports: [Housekeeping] })
export class HousekeepingFeature {}
