import { Problem } from '@app/problems';

/** The text is no day of the calendar on which someone living can have been born (CONTRACT 3). */
class InvalidDateOfBirth extends Problem {
  readonly code = 'profile.invalid_date_of_birth';
  constructor() {
    super("Property 'date_of_birth' must be a past date in the form YYYY-MM-DD, from 1900 on");
  }
}

const form = /^(\d{4})-(\d{2})-(\d{2})$/;

/**
 * @param text `YYYY-MM-DD`: real, past, from 1900 on
 * @throws InvalidDateOfBirth
 */
export function refuseUnlikelyBirth(text: string, now: Date): void {
  const parsed = form.test(text) ? new Date(`${text}T00:00:00Z`) : new Date(Number.NaN);
  // A day such as February 30 either does not parse or comes back as another one.
  const isReal = !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(text);
  if (!isReal || text < '1900-01-01' || parsed >= startOfDay(now)) throw new InvalidDateOfBirth();
}

const startOfDay = (moment: Date): Date => new Date(`${moment.toISOString().slice(0, 10)}T00:00:00Z`);
