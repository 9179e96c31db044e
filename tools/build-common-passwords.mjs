// Writes libs/passwords/src/common-passwords.data.ts from a text file with one password per line (UTF-8):
//
//   npm pack @zxcvbn-ts/language-common@4.1.3 --pack-destination /tmp
//   tar -xzOf /tmp/zxcvbn-ts-language-common-4.1.3.tgz package/src/passwords.json |
//     node -p 'JSON.parse(fs.readFileSync(0, "utf8")).join("\n")' > /tmp/passwords.txt
//   node tools/build-common-passwords.mjs /tmp/passwords.txt
//
// Another source: change `source` below and docs/common-passwords.md with it. Needs Node 24, no build.
import { readFileSync, writeFileSync } from 'node:fs';
import { compactCommonPasswords } from '../libs/passwords/src/build-common-passwords.ts';
import {
  commonPasswordsModule,
  entriesOf,
  isWorthListing,
  leastEntries,
} from '../libs/passwords/src/common-passwords-file.ts';

const source = `@zxcvbn-ts/language-common 4.1.3 (npm), src/passwords.json
Licence: MIT, Copyright (c) 2012-2016 Dan Wheeler and Dropbox, Inc., Copyright (c) 2021 @zxcvbn-ts`;
const target = new URL('../libs/passwords/src/common-passwords.data.ts', import.meta.url);

const [file] = process.argv.slice(2);
if (file === undefined) {
  console.error('usage: node tools/build-common-passwords.mjs <file with one password per line>');
  process.exit(2);
}

const useful = readFileSync(file, 'utf8').split(/\r?\n/).filter(isWorthListing);
const list = compactCommonPasswords(useful);
const entries = entriesOf(list);
if (entries < leastEntries) {
  console.error(`${file} has ${entries} useful passwords; the service promises ${leastEntries} or more`);
  process.exit(1);
}

writeFileSync(target, commonPasswordsModule(list, source, 'ts'));
console.log(`${entries} common passwords, ${list.length} bytes`);
