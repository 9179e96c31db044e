import { closeSync, openSync, readSync } from 'node:fs';
import { CommandRefused } from '../command-refused.js';

/** Bytes read at once. */
const chunkBytes = 1 << 18;
/** Longer than any password; a file with such a line is something else. */
const longestLine = 1_000_000;

/** The lines of a UTF-8 file, without their ends, however long the file is. @throws CommandRefused */
export function* linesOf(file: string): Generator<string> {
  const descriptor = attempt(file, () => openSync(file, 'r'));
  try {
    const text = new TextDecoder();
    const chunk = Buffer.alloc(chunkBytes);
    const read = (): number => attempt(file, () => readSync(descriptor, chunk));
    let rest = '';
    for (let bytes = read(); bytes > 0; bytes = read()) {
      const lines = (rest + text.decode(chunk.subarray(0, bytes), { stream: true })).split(/\r?\n/);
      rest = lines.pop() ?? '';
      if (rest.length > longestLine)
        throw new CommandRefused(`${file} is no list: it has a line of more than ${longestLine} characters.`);
      yield* lines;
    }
    rest += text.decode();
    if (rest !== '') yield rest;
  } finally {
    closeSync(descriptor);
  }
}

function attempt<Result>(file: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw new CommandRefused(`${file} cannot be read: ${(error as Error).message}`, { cause: error });
  }
}
