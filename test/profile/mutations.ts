/** Numbers that look random and are the same in every run (mulberry32). */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** What parsers trip over. */
const splinters = [
  '\r\n',
  '\n',
  '\r\n\r\n',
  '\0',
  '"',
  ';',
  '--',
  '\r\n--usapi-test-boundary',
  '\r\n--usapi-test-boundary--',
  'Content-Disposition: form-data; name="profile_img"; filename="x"\r\n\r\n',
  'Content-Type: application/json\r\n',
  'Content-Transfer-Encoding: base64\r\n',
  "filename*=utf-8''%2e%2e%2f; ",
  '[__proto__]',
  '\xff\xfe',
  '{"a":',
].map((text) => Buffer.from(text, 'latin1'));

const splice = (bytes: Buffer, at: number, gone: number, put: Buffer): Buffer =>
  Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + gone)]);

/** The bytes with one to four wounds. */
export function mutated(sound: Buffer, seed: number): Buffer {
  const number = numbersFrom(seed);
  let bytes = sound;
  for (let wounds = 1 + number(4); wounds > 0; wounds--) {
    const at = number(bytes.length);
    const span = 1 + number(40);
    const kinds = [
      () => splice(bytes, at, 1, Buffer.from([number(256)])),
      () => splice(bytes, at, span, Buffer.alloc(0)),
      () => splice(bytes, at, 0, bytes.subarray(at, at + span)),
      () => splice(bytes, at, number(2) * span, splinters[number(splinters.length)] ?? Buffer.alloc(0)),
      () => bytes.subarray(0, at + 1),
      () => splice(bytes, at, span, Buffer.alloc(span, number(256))),
    ];
    bytes = (kinds[number(kinds.length)] ?? (() => bytes))();
  }
  return bytes;
}
