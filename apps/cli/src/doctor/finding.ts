/** What was found out about one thing: it is well, worth knowing, or keeps the service from its work. */
export interface Finding {
  readonly subject: string;
  readonly state: 'well' | 'note' | 'fault';
  readonly words: string;
}

export const well = (subject: string, words: string): Finding => ({ subject, state: 'well', words });
export const note = (subject: string, words: string): Finding => ({ subject, state: 'note', words });
export const fault = (subject: string, words: string): Finding => ({ subject, state: 'fault', words });
