import { Global, Module } from '@nestjs/common';
import { UniqueIdentity } from './unique-identity.js';
import { UserRepository } from './user.repository.js';

@Global()
@Module({ providers: [UserRepository, UniqueIdentity], exports: [UserRepository, UniqueIdentity] })
export class UsersModule {}
