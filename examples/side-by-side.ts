/** A picture made of characters, and the line below it. */
export interface Picture {
  readonly text: string;
  readonly caption: string;
  /** The colour of the caption on a terminal that has colours. */
  readonly colour?: 'red' | 'green';
}

const gap = '   ';
const codes = { red: 31, green: 32 };

/** Pictures in rows, each over its caption. */
export function sideBySide(pictures: readonly Picture[], width: number, perRow: number): string {
  const rows = Array.from({ length: Math.ceil(pictures.length / perRow) }, (_, row) =>
    pictures.slice(row * perRow, (row + 1) * perRow),
  );
  return rows.map((row) => `${pixelLines(row, width)}\n${captions(row, width)}`).join('\n\n');
}

function pixelLines(row: readonly Picture[], width: number): string {
  const blocks = row.map(({ text }) => text.split('\n'));
  const height = Math.max(...blocks.map(({ length }) => length));
  return Array.from({ length: height }, (_, line) =>
    blocks
      .map((block) => (block[line] ?? '').padEnd(width))
      .join(gap)
      .trimEnd(),
  ).join('\n');
}

function captions(row: readonly Picture[], width: number): string {
  return row
    .map(({ caption, colour }) => coloured(caption.padEnd(width), colour))
    .join(gap)
    .trimEnd();
}

function coloured(text: string, colour: Picture['colour']): string {
  return colour !== undefined && process.stdout.isTTY ? `\x1b[${codes[colour]}m${text}\x1b[0m` : text;
}
