import type { PersonNames } from '@app/registration';

/** This system knows one name, which reads back as given; those that know two see it split at its first space. */
export function namesFrom(name: string): PersonNames {
  const [firstName = '', ...rest] = name.trim().split(' ');
  const lastName = rest.join(' ').trim();
  // A name of nothing but spaces is its own first name: there always is one.
  return { name, firstName: firstName || name, lastName: lastName || null };
}
