import { CreateUsersAndSessions } from './1795132800000-create-users-and-sessions.js';
import { CreatePartners } from './1795132800001-create-partners.js';
import { CreateSignupsAndCodes } from './1795132800002-create-signups-and-codes.js';
import { CreateOutbox } from './1795132800003-create-outbox.js';
import { CreateLimits } from './1795132800004-create-limits.js';
import { CreateFailureDelays } from './1795132800005-create-failure-delays.js';
import { CreateSigningKeys } from './1795132800010-create-signing-keys.js';
import { IndexChoresAndSignIns } from './1795132800011-index-chores-and-sign-ins.js';

/** In the order they run. Never edited once released: a change is a new migration. */
export const sqliteMigrations = [
  CreateUsersAndSessions,
  CreatePartners,
  CreateSignupsAndCodes,
  CreateOutbox,
  CreateLimits,
  CreateFailureDelays,
  CreateSigningKeys,
  IndexChoresAndSignIns,
];
