/** Languages that messages and pages are written in; Bahasa Indonesia is the default. */
export type Locale = 'id' | 'en';
