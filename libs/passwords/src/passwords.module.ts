import { availableParallelism } from 'node:os';
import { Global, Module } from '@nestjs/common';
import { Argon2Hasher } from './argon2-hasher.js';
import { CommonPasswords } from './common-passwords.js';
import { HashingPool } from './hashing-pool.js';
import { PasswordHasher } from './password-hasher.js';
import { Passwords } from './passwords.js';

@Global()
@Module({
  providers: [
    Passwords,
    { provide: CommonPasswords, useFactory: () => CommonPasswords.bundled() },
    { provide: PasswordHasher, useFactory: () => new Argon2Hasher() },
    {
      provide: HashingPool,
      // One a core, and one whose turn waits for the database.
      useFactory: () =>
        new HashingPool({ concurrency: availableParallelism() + 1, queue: 256, patience: 3000 }),
    },
  ],
  exports: [Passwords, CommonPasswords],
})
export class PasswordsModule {}
