import type { CompiledOutput } from '../training/compile.js';
import { modelState, type RuntimeModel } from '../training/model-state.js';
import type { CodeContext } from './class-code.js';
import { bracketed, record } from './code-text.js';
import { valueCode } from './object-code.js';

/** The statement that compiles a model as it is compiled; none where it is not. */
export function compileCode(model: RuntimeModel, context: CodeContext): readonly string[] {
  const { compiled, graph } = model[modelState];
  if (compiled === undefined) return [];
  const { optimizer, outputs } = compiled.compiled;
  const { structure } = graph.outputs;
  const isByName = structure !== 'one' && 'names' in structure;

  /** One for the only output, or one for each; left out where there are none. */
  const perOutput = (isThere: (output: CompiledOutput) => boolean, code: (output: CompiledOutput) => string) => {
    if (!outputs.some(isThere)) return null;
    const codes = outputs.map((output) => (isThere(output) ? code(output) : 'null'));
    if (outputs.length === 1) return codes[0] as string;
    return isByName
      ? record(outputs.map(({ name }, index) => [name, codes[index] as string]))
      : bracketed('[', codes, ']');
  };
  const metrics = (of: 'metrics' | 'weightedMetrics') =>
    perOutput(
      (output) => output[of].length > 0,
      (output) => valueCode(output[of], context),
    );
  const options = [
    ['optimizer', valueCode(optimizer, context)],
    [
      'loss',
      perOutput(
        ({ loss }) => loss !== null,
        ({ loss }) => valueCode(loss, context),
      ),
    ],
    [
      'lossWeights',
      outputs.every(({ lossWeight }) => lossWeight === 1)
        ? null
        : perOutput(
            () => true,
            ({ lossWeight }) => String(lossWeight),
          ),
    ],
    ['metrics', metrics('metrics')],
    ['weightedMetrics', metrics('weightedMetrics')],
  ] as const;
  const given = options.flatMap(([name, code]) => (code === null ? [] : [[name, code] as const]));
  return [`model.compile(${record(given)});`];
}
