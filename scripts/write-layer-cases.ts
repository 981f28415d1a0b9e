/**
 * Writes random calls of every layer, with what the library makes of them, for `compare-with-keras.py`:
 *
 *   npx tsx --tsconfig tsconfig.check.json scripts/write-layer-cases.ts > cases.json
 */
import fc from 'fast-check';
import { internals } from '../src/graph/layer-state.js';
import { inputsOf as calledOn, namedItems } from '../src/graph/named-arguments.js';
import type { SymbolicTensor } from '../src/graph/symbolic-tensor.js';
import { optionName } from '../src/io/keras-config.js';
import { toKerasConfig } from '../src/io/to-keras-config.js';
import { evaluate, inputsOf } from '../test/layers/random-calls/evaluate.js';
import { type LayerName, randomCalls } from '../test/layers/random-calls/every-layer.js';

/** Blocks that Keras does not have. */
const own: readonly string[] = ['Parallel', 'Residual'];

const runs = Number(process.env.RUNS ?? 60);
const seed = Number(process.env.SEED ?? 11);

const cases = (Object.keys(randomCalls) as LayerName[])
  .filter((name) => !own.includes(name))
  .flatMap((name) => fc.sample(randomCalls[name], { numRuns: runs, seed }).flatMap(caseOf));
console.log(JSON.stringify({ seed, cases }));

function caseOf(text: string): readonly object[] {
  try {
    const outputs = [evaluate(text)].flat() as SymbolicTensor[];
    const [first] = outputs as [SymbolicTensor];
    const { layer, inputs, inputStructure, extras } = first.producer;
    const definition = layer[internals].behaviour.call ?? {};
    const described = ({ shape, dtype }: SymbolicTensor) => ({ shape, dtype });
    // What a wrapper makes of other layers is told by the layer as a whole, and an input is not told at all.
    if (inputs.length !== inputsOf(first).length) return [];
    return [
      {
        text,
        config: toKerasConfig(layer),
        isList: inputStructure !== 'one',
        isPositional: definition.positional !== undefined,
        inputs: calledOn(first.producer).map(described),
        tensors: inKerasCase(namedItems(definition, extras, described), (given) => [given].flat().length > 0),
        options: inKerasCase(extras.options),
        outputs: outputs.map(({ shape }) => shape),
      },
    ];
  } catch {
    // What is wrong is compared by hand: the library rejects more than Keras does, which often fails only when it runs.
    return [];
  }
}

/** Entries by the names that Keras has for them. */
function inKerasCase(entries: unknown, isTold: (value: unknown) => boolean = () => true): object {
  const told = Object.entries(entries as object).filter(([, value]) => value !== null && isTold(value));
  return Object.fromEntries(told.map(([name, value]) => [optionName(name), value]));
}
