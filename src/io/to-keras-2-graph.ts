import { ArgumentError, received } from '../errors.js';
import {
  type CallConfig,
  graphConfig,
  isFunctional,
  Reference,
  type References,
  referencesIn,
} from './graph-config.js';
import type { Json, JsonRecord } from './keras-config.js';

/** The place of a tensor in Keras 2's form: the layer, its call, and the output of that. */
type Place = readonly [layer: string, call: number, output: number];

/**
 * The graph of a functional model of Keras 3 in Keras 2's form, in which a call is a list of tensors, and named arguments
 * follow each: `[['dense', 0, 0, { training: false }]]`.
 *
 * @throws ArgumentError if a call has tensors that Keras 2 cannot say.
 */
export function oldGraph(config: JsonRecord, owner: string): JsonRecord {
  const { layers, inputs, outputs } = graphConfig(config, owner);
  // There, all models have a call of their own before all others.
  const models = new Set(
    layers.filter(({ className }) => isFunctional(className) || className === 'Sequential').map(({ name }) => name),
  );
  const place = ({ layer, call, output }: Reference): Place => [layer, models.has(layer) ? call + 1 : call, output];
  return {
    ...config,
    layers: layers.map(({ name, className, config: layer, calls }) => ({
      name,
      class_name: className,
      config: layer.config ?? {},
      inbound_nodes: calls.map((call) => oldCall(call, place, `${owner}: ${received(name)}`)),
    })),
    input_layers: listOf(inputs).map(place),
    output_layers: listOf(outputs).map(place),
  };
}

function listOf(references: References): readonly Reference[] {
  return references instanceof Reference ? [references] : Object.values(references);
}

function oldCall({ args, named }: CallConfig, place: (reference: Reference) => Place, owner: string): Json {
  const { initial_state: states = [], ...others } = named;
  const options = Object.entries(others).filter(([, value]) => value !== null);
  const [option] = options.find(([, value]) => referencesIn(value).length > 0) ?? [];
  if (option !== undefined) {
    throw new ArgumentError(`${owner} expects calls without ${option} in TensorFlow.js (received tensors)`);
  }
  const kwargs = Object.fromEntries(options) as JsonRecord;
  // States follow the input that they belong to.
  return [...referencesIn(args), ...referencesIn(states)].map((reference) => [...place(reference), kwargs]);
}
