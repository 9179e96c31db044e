import { plain, plainJson } from './plain.js';

/** A value as a cell shows it; a moment in UTC, to the second. */
export type Cell = string | number | boolean | Date | null;

const shown = (cell: Cell): string => {
  if (cell === null) return '-';
  if (cell instanceof Date) return cell.toISOString().replace(/\.\d{3}Z$/, 'Z');
  return plain(typeof cell === 'boolean' ? (cell ? 'yes' : 'no') : String(cell));
};

/** Line breaks of our own stay. */
export const printLine = (text: string): void =>
  void process.stdout.write(`${text.split('\n').map(plain).join('\n')}\n`);

export const printJson = (value: unknown): void => void process.stdout.write(`${plainJson(value)}\n`);

/** Columns under their names. */
export function printTable(names: readonly string[], rows: readonly (readonly Cell[])[]): void {
  const lines = [names, ...rows.map((row) => row.map(shown))];
  const widths = names.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  for (const line of lines)
    printLine(
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    );
}

/** One thing, a fact per line. */
export function printFacts(facts: Readonly<Record<string, Cell>>): void {
  const width = Math.max(...Object.keys(facts).map((name) => name.length));
  for (const [name, value] of Object.entries(facts)) printLine(`${name.padEnd(width)}  ${shown(value)}`);
}
