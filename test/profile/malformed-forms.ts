import type { RawForm } from './member.js';
import { boundary, contentType, multipart, part, type Part } from './multipart.js';

/** What a sound form is made of. */
export interface Ingredients {
  /** The text of `basic_profile`. */
  readonly json: string;
  readonly photo: Buffer;
}
type Recipe = (of: Ingredients) => RawForm;
type Parts = (of: Ingredients) => readonly Part[];

const disposition = 'Content-Disposition: form-data; name="basic_profile"';
const profile = ({ json }: Ingredients): Part => part('basic_profile', json);

/** The whole form, as a client sends it. */
export const whole: Recipe = (of) =>
  multipart([profile(of), part('profile_img', of.photo, 'image.png', 'image/png')]);

const typed =
  (type: string): Recipe =>
  (of) => ({ ...whole(of), contentType: type });
const bytes =
  (body: Buffer): Recipe =>
  () => ({ contentType, body });
const lines = (...text: readonly string[]): Recipe => bytes(Buffer.from(text.join('\r\n')));
const alone =
  (parts: Parts): Recipe =>
  (of) =>
    multipart(parts(of));
const beside = (parts: Parts): Recipe => alone((of) => [profile(of), ...parts(of)]);
const headed = (...headers: readonly string[]): Recipe => alone(({ json }) => [{ headers, content: json }]);
const many = (count: number, name: (index: number) => string, filename?: string): Recipe =>
  beside(() => Array.from({ length: count }, (_, index) => part(name(index), 'x', filename)));

const malformed: Readonly<Record<string, Recipe>> = {
  'without a boundary in the header': typed('multipart/form-data'),
  'with an empty boundary': typed('multipart/form-data; boundary='),
  'with another boundary': typed(`multipart/form-data; boundary=x${boundary}`),
  'with a wrong boundary before the right one': typed(
    `multipart/form-data; boundary=x; boundary=${boundary}`,
  ),
  'with a boundary of 5000 characters': typed(`multipart/form-data; boundary=${'x'.repeat(5000)}`),
  'with a boundary in percent signs': typed("multipart/form-data; boundary*=utf-8''%0d%0a"),
  'of garbage': bytes(Buffer.alloc(5000, 'garbage')),
  'of zero bytes': bytes(Buffer.alloc(5000)),
  'without its end': lines(`--${boundary}`, disposition, '', '{}', ''),
  'with line feeds alone': (of) => multipart([profile(of)], '\n'),
  'with carriage returns alone': (of) => multipart([profile(of)], '\r'),
  'with headers that do not end': lines(`--${boundary}`, disposition, ''),
  'with a header that stops in a word': lines(`--${boundary}`, 'Content-Dispo'),
  'with a part without a name': headed('Content-Disposition: form-data'),
  'with a name of 101 characters': beside(() => [part('n'.repeat(101), 'x')]),
  'with a line break in a nested name': beside(() => [part('a%0d%0ab[c][d][e]', 'x')]),
  'with 1000 fields': many(1000, (index) => `field${index}`),
  'with one field 1000 times': many(1000, () => 'field'),
  'with 1000 photos': many(1000, () => 'profile_img', 'image.png'),
  'with 1000 files of other names': many(1000, (index) => `file${index}`, 'image.png'),
  'with a name nested four deep': beside(() => [part('a[b][c][d]', 'x')]),
  'with an index of a million': beside(() => [part('a[1000000]', 'x')]),
  'with a name that reaches for a prototype': beside(() => [part('__proto__[x]', 'x')]),
  'with a nested one that does': beside(() => [part('basic_profile[__proto__]', 'x')]),
  'with a constructor for a name': beside(() => [part('constructor[prototype]', 'x')]),
  'with a name every object has': beside(() => [part('toString', 'x')]),
  'with a file of such a name': beside(({ photo }) => [part('__proto__', photo, 'a.png')]),
  'with two photos': beside(({ photo }) => [
    part('profile_img', photo, 'a'),
    part('profile_img', photo, 'b'),
  ]),
  'with a file nobody asked for': beside(({ photo }) => [part('avatar', photo, 'a.png')]),
};

const missing: Readonly<Record<string, Recipe>> = {
  'of no bytes': bytes(Buffer.alloc(0)),
  'of nothing but the end': lines(`--${boundary}--`, ''),
  'of boundaries alone': lines(`--${boundary}`, `--${boundary}`, `--${boundary}--`, ''),
  'with a part without headers': headed(),
  'with a part that is headers alone': lines(`--${boundary}`, disposition, `--${boundary}--`, ''),
  'with an empty name': alone(({ json }) => [part('', json)]),
  'with a zero byte in the name': alone(({ json }) => [part('basic\0_profile', json)]),
  'with a header of 100 kB': headed(`X: ${'x'.repeat(100_000)}`, disposition),
  'with 3000 headers': headed(...Array<string>(3000).fill('X: x'), disposition),
};

const tooLarge: Readonly<Record<string, Recipe>> = {
  'with a profile of more than 64 kB': alone(({ json }) => [part('basic_profile', json.padStart(64_001))]),
  'with one as a file': alone(({ json }) => [part('basic_profile', json.padStart(64_001), 'blob')]),
  'with another field of that size': beside(() => [part('more', 'x'.repeat(64_001))]),
  'with a photo of more than 5 MB': beside(() => [part('profile_img', Buffer.alloc(5_000_001), 'a.png')]),
};

const answered = (recipes: Readonly<Record<string, Recipe>>, status: number, message: string) =>
  Object.entries(recipes).map(([name, recipe]) => [name, recipe, status, message] as const);

/** What is wrong, how it is made, and how the contract answers it. */
export const malformedForms = [
  ...answered(malformed, 400, 'Malformed request body'),
  ...answered(missing, 400, "Must have required property 'basic_profile'"),
  ...answered(tooLarge, 413, 'Payload too large'),
];

/** Unusual and sound. */
export const soundForms = Object.entries<Recipe>({
  'with words before and behind it': (of) => ({
    contentType,
    body: Buffer.concat([Buffer.from('hello\r\n'), whole(of).body, Buffer.from('bye')]),
  }),
  'with its boundary in quotation marks': typed(`multipart/form-data; boundary="${boundary}"`),
  'with a file input nobody filled': beside(() => [part('profile_img', '', '', 'application/octet-stream')]),
  'with exactly 64 kB in the field': alone(({ json }) => [part('basic_profile', json.padEnd(64_000))]),
  'with headers in another case': headed('content-DISPOSITION: FORM-data; NAME=basic_profile'),
});
