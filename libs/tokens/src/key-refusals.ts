import { OperatorFault } from '@app/problems';
import type { SigningKey } from './signing-key.entity.js';

const second = (moment: Date): string => moment.toISOString().replace(/\.\d{3}Z$/, 'Z');

/** The ring stays as it is; the message says why, and what to do. */
export class RotationRefused extends OperatorFault {
  static tooLate(): RotationRefused {
    return new RotationRefused('Another rotation was faster. See: usapi keys list');
  }

  static tooEarly({ kid }: SigningKey, due: Date): RotationRefused {
    return new RotationRefused(
      `The next key ${kid} may sign from ${second(due)}: until then a replica may not know it. Rotate again after that, or add --now where one process alone serves.`,
    );
  }

  static tooMany(most: number): RotationRefused {
    return new RotationRefused(
      `${most} secrets are live, and each is tried on every token. Wait until one ends (usapi keys list), end one with usapi keys retire, or take JWT_SECRET_PREVIOUS out of the settings.`,
    );
  }
}

/** The key that signs cannot be opened, so nobody could sign in. */
export class ActiveKeySealed extends OperatorFault {
  constructor(kid: string) {
    super(
      `The key ${kid} was sealed under another DATA_SECRET (JWT_SECRET, where that is not set). Give the value it had; if that is lost, usapi keys rotate --now makes a new key, and what the old one has signed is refused.`,
    );
  }
}
