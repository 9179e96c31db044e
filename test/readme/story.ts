import { readFileSync } from 'node:fs';

/** Commands of the README, and what it says they print. */
export interface Step {
  /** Line of the README where the commands begin. */
  readonly line: number;
  readonly commands: string;
  /** Null where the README shows no output. */
  readonly printed: { readonly language: string; readonly text: string } | null;
}

interface Block {
  readonly line: number;
  readonly language: string;
  readonly text: string;
  readonly end: number;
}

const fence = /^```(\w+)\n([\s\S]*?)^```$/gm;

function blocksOf(text: string): Block[] {
  return [...text.matchAll(fence)].map((found) => ({
    line: text.slice(0, found.index).split('\n').length + 1,
    language: found[1] ?? '',
    text: found[2] ?? '',
    end: found.index + found[0].length,
  }));
}

/** Every bash block of a paper, each with the block of output that follows it at once. */
export function stepsOf(file: string): Step[] {
  const text = readFileSync(file, 'utf8');
  const blocks = blocksOf(text);
  return blocks.flatMap((block, index) => {
    if (block.language !== 'bash') return [];
    const next = blocks[index + 1];
    const start = next ? text.indexOf('```', block.end) : -1;
    const isOutput =
      next !== undefined &&
      ['json', 'text'].includes(next.language) &&
      text.slice(block.end, start).trim() === '';
    return [{ line: block.line, commands: block.text, printed: isOutput ? next : null }];
  });
}

/** Commands that say of themselves that they are not run here: they install, or need a server of the reader's own. */
export const isLeftOut = ({ commands }: Step): boolean => commands.startsWith('# not run by the test');

/** `…` stands for anything; line breaks and indentation of JSON are the README's own. */
export function prints({ language, text }: { language: string; text: string }, output: string): boolean {
  const shape = (said: string): string => (language === 'json' ? said.replaceAll(/\s+/g, '') : said.trim());
  const pieces = shape(text)
    .split('…')
    .map((piece) => piece.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^${pieces.join('[\\s\\S]+?')}$`).test(shape(output));
}
