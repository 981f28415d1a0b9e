import { ShapeError } from '../errors.js';
import { checkNumbers } from '../types/dtype.js';
import { show } from '../types/shape.js';
import type { AnyLayer } from './layer.js';
import { internals, stateOf } from './layer-state.js';
import { tensorsOf } from './named-arguments.js';
import type { Call, Inference } from './program.js';
import type { TensorSpec } from './value.js';
import { Weight } from './weight.js';

/** Infers the outputs of a layer and of the layers that it consists of, and the weights that they need. Changes nothing. */
export function inferLayer(layer: AnyLayer, call: Call<TensorSpec>): Inference {
  const { program, state } = layer[internals];
  if (!program.acceptsStrings) {
    checkNumbers([...call.inputs.items, ...tensorsOf(call.named)].map(({ dtype }) => dtype));
  }
  const inner: Inference[] = [];
  const outputs = program.infer(call, {
    learned: state.learned,
    infer(part, partCall) {
      const inference = inferLayer(part, partCall);
      inner.push(inference);
      return inference.outputs;
    },
  });
  return Object.freeze({ layer, call, outputs, weights: program.weights(call, state.learned), inner });
}

/**
 * Infers a call of a layer and creates the weights for it, or checks that existing ones fit. If it throws, no layer has
 * changed.
 *
 * @param scope the path of the layer that contains this one: `sequential`
 */
export function build(layer: AnyLayer, call: Call<TensorSpec>, scope = ''): Inference {
  const inference = inferLayer(layer, call);
  const made = new Map<AnyLayer, Built>();
  buildWeights(inference, scope, made);
  for (const [each, built] of made) Object.assign(stateOf(each), built);
  return inference;
}

/** The largest number of elements of a tensor. */
const mostElements = 2 ** 31 - 1;

/** @throws ShapeError if no tensor can have so many elements. */
function checkCount(owner: string, name: string, shape: readonly number[]): void {
  if (shape.reduce((count, size) => count * size, 1) <= mostElements) return;
  throw new ShapeError(
    `${owner} expects weights of at most ${mostElements} elements (received a ${name} of ${show(shape)})`,
  );
}

interface Built {
  readonly weights: readonly Weight[];
  readonly builtFor: string;
}

function buildWeights(inference: Inference, scope: string, made: Map<AnyLayer, Built>): void {
  const { layer, call, inner } = inference;
  const { program, state } = layer[internals];
  const path = scope === '' ? layer.name : `${scope}/${layer.name}`;
  for (const each of inner) buildWeights(each, path, made);
  const descriptions = Object.values(inference.weights).filter((description) => description !== null);
  for (const { name, shape } of descriptions) checkCount(layer.name, name, shape);
  const received = call.inputs.items.map(({ shape }) => show(shape)).join(', ');
  const before = state.weights === undefined ? made.get(layer) : { weights: state.weights, builtFor: state.builtFor };
  if (before === undefined) {
    const own = descriptions.map((description) => new Weight(description, path));
    const innerWeights = (part: AnyLayer) => made.get(part)?.weights ?? stateOf(part).weights ?? [];
    const borrowed = program.borrowedWeights?.(program.layers.flatMap(innerWeights)) ?? [];
    made.set(layer, { weights: Object.freeze([...borrowed, ...own]), builtFor: received });
    return;
  }
  const own = before.weights.slice(before.weights.length - descriptions.length);
  own.forEach(({ name, shape }, index) => {
    const wanted = descriptions[index]?.shape ?? [];
    if (show(shape) === show(wanted)) return;
    throw new ShapeError(
      `${layer.name} expects inputs like the ones it was built for, ${before.builtFor}: its ${name} is ${show(shape)}, ` +
        `and would have to be ${show(wanted)} (received ${received})`,
    );
  });
}
