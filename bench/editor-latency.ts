import type { Editor } from '../test/editor/editor.js';

/** How long a warm editor takes to answer, in milliseconds: the median of several edits. */
export interface Latency {
  readonly hover: number;
  readonly completions: number;
  readonly signature: number;
  readonly errors: number;
  /** A hover of the last statement of the program, once errors are known, which editors ask for after each edit. */
  readonly last: number;
}

/** Statements that stand on their own, so that no type depends on a thousand others. */
export const separate = (count: number): string =>
  [
    "import { Dense, Input } from 'tupleflow';",
    ...Array.from({ length: count / 2 }, (_, index) => [
      `const input${index} = Input([${100 + index}]);`,
      `const output${index} = Dense(${1000 + index})(input${index});`,
    ]).flat(),
    '',
  ].join('\n');

/** Measures an editor on a program, after an edit at its end each time; `NaN` for what it fails to answer. */
export async function latency(editor: Editor, program: string, edits = 5): Promise<Latency> {
  const times: Record<keyof Latency, number[]> = {
    hover: [],
    completions: [],
    signature: [],
    errors: [],
    last: [],
  };
  for (let edit = 0; edit <= edits; edit++) {
    const text = `${program}const edited${edit} = Dense(${edit + 2})(Input([4]));\nDense(3, {  });\n`;
    editor.write(text);
    const places: Readonly<Record<keyof Latency, () => Promise<unknown>>> = {
      hover: () => editor.hover(text.lastIndexOf('edited')),
      completions: () => editor.completions(text.lastIndexOf('{  }') + 2),
      signature: () => editor.signature(text.lastIndexOf('Dense(3') + 6),
      errors: () => editor.errors(),
      last: () => editor.hover(program.lastIndexOf('const ') + 6),
    };
    for (const [name, ask] of Object.entries(places) as [keyof Latency, () => Promise<unknown>][]) {
      const start = performance.now();
      const isAnswered = await ask().then(
        () => true,
        () => false,
      );
      // The first is not warm.
      if (edit > 0) times[name].push(isAnswered ? performance.now() - start : Number.NaN);
    }
  }
  const median = (name: keyof Latency) =>
    times[name].sort((left, right) => left - right)[Math.floor(edits / 2)] as number;
  return {
    hover: median('hover'),
    completions: median('completions'),
    signature: median('signature'),
    errors: median('errors'),
    last: median('last'),
  };
}
