import { ArgumentError, received } from '../errors.js';
import type { AnyLayer } from '../graph/layer.js';
import { internals } from '../graph/layer-state.js';
import type { GraphNode, SymbolicTensor } from '../graph/symbolic-tensor.js';
import { type Json, type JsonRecord, type KerasConfig, snakeCase } from './keras-config.js';
import { constantOf, listsOf, moduleOf, parametersOf, valueOfNone } from './keras-operations.js';

/**
 * Keras' configuration of an operation, a node of a graph.
 *
 * @throws ArgumentError if it has an option that Keras does not have.
 */
export function operationConfig(layer: AnyLayer): KerasConfig {
  const { className, name } = layer;
  const given = new Set(constants(layer).map(([option]) => option));
  const options = Object.entries(layer[internals].program.configuration).filter(([option, value]) => {
    const none = valueOfNone(className, option);
    if (none === undefined) return !given.has(option);
    if (value === none) return false;
    throw new ArgumentError(`${name}: ${option} expects ${received(none)} in Keras (received ${received(value)})`);
  });
  const endless = options.find(([, value]) => value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY);
  if (endless !== undefined) {
    throw new ArgumentError(`${name}: ${endless[0]} expects a number that JSON can represent (received ${endless[1]})`);
  }
  return {
    module: moduleOf(className),
    class_name: className,
    config: {
      name,
      ...Object.fromEntries(
        options.map(([option, value]) => [
          snakeCase(option),
          option === 'axis' ? axis(value as Json) : (value as Json),
        ]),
      ),
    },
    registered_name: className,
  };
}

/** A list of one axis is that axis in Keras, which has no lists of axes in some classes. */
function axis(value: Json): Json {
  return Array.isArray(value) && value.length === 1 ? (value[0] as Json) : value;
}

/** The options that Keras takes in the call. */
function constants(layer: AnyLayer): readonly (readonly [parameter: string, value: Json])[] {
  const { className } = layer;
  const { configuration } = layer[internals].program;
  return parametersOf(className).flatMap((parameter) =>
    Object.hasOwn(configuration, parameter) ? [[parameter, configuration[parameter] as Json] as const] : [],
  );
}

/**
 * Keras' configuration of the call of an operation: the tensors, and numbers in their places among them.
 *
 * @throws ArgumentError if it has no tensors: Keras computes constants at once.
 */
export function operationCall({ layer, inputs }: GraphNode, argument: (tensor: SymbolicTensor) => Json): JsonRecord {
  const { className } = layer;
  const tensors = inputs.map(argument);
  if (tensors.length === 0) {
    throw new ArgumentError(
      `${layer.name} expects a tensor to be computed from, in a file that Keras reads (received none)`,
    );
  }
  if (listsOf(className)?.inKeras) return { args: [tensors], kwargs: {} };
  const numbers = new Map(constants(layer));
  const { mode } = layer[internals].program.configuration;
  // Only one way of padding takes a value.
  if (className === 'Pad' && mode !== 'constant') numbers.clear();
  const places = parametersOf(className).slice(0, tensors.length + numbers.size);
  const rest = [...tensors];
  const args = places.map((parameter): Json => {
    const number = numbers.get(parameter);
    return number === undefined ? (rest.shift() as Json) : constantOf(className, number);
  });
  return { args: [...args, ...rest], kwargs: {} };
}
