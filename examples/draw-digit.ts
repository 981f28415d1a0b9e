/** A gray image as text, two pixels a character and one above the other; `highest` is the value of white. */
export function drawDigit(pixels: ArrayLike<number>, columns: number, highest: number = 255): string {
  const rows = pixels.length / columns;
  const isLight = (row: number, column: number) => (pixels[row * columns + column] ?? 0) > highest / 2;
  return Array.from({ length: Math.ceil(rows / 2) }, (_, line) =>
    Array.from({ length: columns }, (_, column) => {
      const above = isLight(2 * line, column);
      // Below the last of an odd number of rows there is nothing.
      const below = 2 * line + 1 < rows && isLight(2 * line + 1, column);
      return halfBlock(above, below);
    })
      .join('')
      .trimEnd(),
  ).join('\n');
}

function halfBlock(above: boolean, below: boolean): string {
  if (above && below) return '█';
  if (above) return '▀';
  return below ? '▄' : ' ';
}
