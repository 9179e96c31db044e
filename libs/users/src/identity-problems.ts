import { Problem } from '@app/problems';

/** The text is no e-mail address that mail can be sent to (CONTRACT 1, E-mail). */
export class InvalidEmail extends Problem {
  readonly code = 'identity.invalid_email';
  constructor() {
    super('Invalid email format');
  }
}

/** The text is no phone number of the form 62… (CONTRACT 1, Phone). */
export class InvalidPhoneNumber extends Problem {
  readonly code = 'identity.invalid_phone_number';
  constructor() {
    super('Invalid phone number format');
  }
}

/** The text cannot be a username (CONTRACT 1, Username). */
export class InvalidUsername extends Problem {
  readonly code = 'identity.invalid_username';
}

export class PhoneNumberTaken extends Problem {
  readonly code = 'identity.phone_number_taken';
  constructor() {
    super('Phone number already exist');
  }
}

export class UsernameTaken extends Problem {
  readonly code = 'identity.username_taken';
  constructor() {
    super('Username already exist');
  }
}

export class EmailTaken extends Problem {
  readonly code = 'identity.email_taken';
  constructor() {
    super('Email already exist');
  }
}
