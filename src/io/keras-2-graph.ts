import { isOldOperation, modernOperation } from './keras-2-operations.js';
import { isRecord, type Json, type JsonRecord, misshapen } from './keras-config.js';

/**
 * The graph of a functional model of Keras 2 as Keras 3 writes it. There a call is a list of its inputs, each with the layer,
 * the place of its call, that of the output, and in the first the named arguments: `[['dense', 0, 0, { training: false }]]`.
 * One whose calls are those of Keras 3 is returned as it is.
 */
export function modernGraph(config: JsonRecord, path: string): JsonRecord {
  const { layers, input_layers: inputs = null, output_layers: outputs = null } = config;
  if (!Array.isArray(layers)) throw misshapen(`${path}.layers`, 'a list of layers', layers);
  const isOld = layers.some(
    (layer) => isRecord(layer) && Array.isArray(layer.inbound_nodes) && Array.isArray(layer.inbound_nodes[0]),
  );
  if (!isOld) return config;
  const calls = layers.map((layer, index) => callsOf(layer, `${path}.layers[${index}]`));
  const shifts = callShifts(calls, [inputs, outputs]);
  const moved = ({ layer, call, output }: OldReference) => [layer, call - (shifts.get(layer) ?? 0), output];
  return {
    ...config,
    layers: layers.map((layer, index) =>
      modernLayer(layer as JsonRecord, calls[index] as LayerCalls, moved, `${path}.layers[${index}]`),
    ),
    // A list of one is one tensor: Keras 2 wrote all models so.
    input_layers: ends(inputs, `${path}.input_layers`, moved, layers),
    output_layers: ends(outputs, `${path}.output_layers`, moved, layers),
  };
}

/** A tensor: an output of a call of a layer. */
interface OldReference {
  readonly layer: string;
  readonly call: number;
  readonly output: number;
  /** The value that stands in the place of a tensor, where it is a constant. */
  readonly constant?: Json;
}

/** A call: its inputs, and the named arguments. */
interface OldCall {
  readonly inputs: readonly OldReference[];
  readonly named: JsonRecord;
}

interface LayerCalls {
  readonly name: string;
  readonly calls: readonly OldCall[];
}

type Moved = (reference: OldReference) => Json;

function callsOf(layer: Json, path: string): LayerCalls {
  if (!isRecord(layer)) throw misshapen(path, 'an object with class_name and config', layer);
  const { inbound_nodes: nodes = [], config = null } = layer;
  const { name = isRecord(config) ? config.name : undefined } = layer;
  if (!Array.isArray(nodes)) throw misshapen(`${path}.inbound_nodes`, 'a list of calls', nodes);
  // A call that is in no list of calls was written by converters.
  const [first] = nodes;
  const isAlone = Array.isArray(first) && typeof first[0] === 'string';
  const calls = (isAlone ? [nodes] : nodes).map((call, index) => oldCall(call, `${path}.inbound_nodes[${index}]`));
  return { name: String(name), calls };
}

function oldCall(call: Json, path: string): OldCall {
  if (!Array.isArray(call)) throw misshapen(path, 'a list of inputs', call);
  const [first] = call;
  const named = Array.isArray(first) && isRecord(first[3] ?? null) ? (first[3] as JsonRecord) : {};
  return { inputs: call.map((input, index) => oldReference(input, `${path}[${index}]`)), named };
}

/** The name that Keras 2 gave to numbers in the place of tensors. */
const constantName = '_CONSTANT_VALUE';

function oldReference(value: Json, path: string): OldReference {
  const [layer, call, output] = Array.isArray(value) ? value : [];
  if (layer === constantName && call === -1) return { layer, call, output: 0, constant: output ?? null };
  if (typeof layer === 'string' && typeof call === 'number' && typeof output === 'number')
    return { layer, call, output };
  throw misshapen(path, "a tensor, such as ['dense', 0, 0]", value);
}

/** Whether a named argument is a tensor. */
function isReference(value: Json): boolean {
  return (
    Array.isArray(value) &&
    (value.length === 3 || value.length === 4) &&
    typeof value[0] === 'string' &&
    value.slice(1, 3).every(Number.isInteger)
  );
}

/** Models have a call of their own before all others: how many calls of a layer come before those that are listed. */
function callShifts(layers: readonly LayerCalls[], places: readonly Json[]): ReadonlyMap<string, number> {
  const highest = new Map<string, number>();
  const note = ({ layer, call }: OldReference) => highest.set(layer, Math.max(highest.get(layer) ?? 0, call));
  for (const { calls } of layers) {
    for (const { inputs, named } of calls) {
      inputs.forEach(note);
      for (const reference of Object.values(named).flatMap(leaves)) note(oldReference(reference, ''));
    }
  }
  for (const place of places) for (const end of leaves(place)) note(oldReference(end, ''));
  const counts = new Map(layers.map(({ name, calls }) => [name, calls.length]));
  return new Map(
    [...highest].map(([name, call]) => [name, Math.max(0, call + 1 - Math.max(counts.get(name) ?? 1, 1))]),
  );
}

/** The tensors among the ends of a model. */
function leaves(value: Json): readonly Json[] {
  if (isReference(value)) return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [];
}

function modernLayer(layer: JsonRecord, { name, calls }: LayerCalls, moved: Moved, path: string): JsonRecord {
  const { class_name: className, config } = layer;
  if (!isOldOperation(className)) {
    return { ...layer, inbound_nodes: calls.map((call) => modernCall(call, moved, String(className))) };
  }
  const modern = calls.map(({ inputs, named }) => {
    const tensors = inputs.map((input) => tensor(input, moved));
    const options = Object.fromEntries(
      Object.entries(named).map(([option, value]) => [option, modernArgument(value, moved)]),
    );
    return modernOperation(isRecord(config) ? config : {}, tensors, options, path);
  });
  return {
    module: 'keras.src.ops.numpy',
    class_name: modern[0]?.className ?? String(className),
    config: { name, ...modern[0]?.options },
    name,
    inbound_nodes: modern.map(({ args }) => ({ args, kwargs: {} })),
  };
}

/** The layers whose further inputs are the states that they begin with. */
const withStates = /^(SimpleRNN|LSTM|GRU|RNN|ConvLSTM[123]D|Bidirectional)$/;

function modernCall({ inputs, named }: OldCall, moved: Moved, className: string): JsonRecord {
  const [input, ...others] = inputs.map((each) => tensor(each, moved));
  const kwargs = Object.fromEntries(Object.entries(named).map(([name, value]) => [name, modernArgument(value, moved)]));
  if (className === 'MultiHeadAttention' && input !== undefined) {
    const { value, key, ...options } = kwargs;
    return { args: [input, ...others, ...[value, key].flatMap((each) => each ?? [])], kwargs: options };
  }
  if (input === undefined || others.length === 0) return { args: input === undefined ? [[]] : [input], kwargs };
  return withStates.test(className)
    ? { args: [input], kwargs: { ...kwargs, initial_state: others } }
    : { args: [[input, ...others]], kwargs };
}

/** A named argument, in which lists may hold tensors. */
function modernArgument(value: Json, moved: Moved): Json {
  if (isReference(value)) return tensor(oldReference(value, ''), moved);
  return Array.isArray(value) ? value.map((item) => modernArgument(item, moved)) : value;
}

function tensor(reference: OldReference, moved: Moved): Json {
  if (reference.constant !== undefined) return reference.constant;
  return { class_name: '__keras_tensor__', config: { keras_history: moved(reference) } };
}

/** The inputs or outputs of a model; those of a layer that is a model count its calls as Keras 3 does, from 1. */
function ends(value: Json, path: string, moved: Moved, layers: readonly Json[]): Json {
  const models = new Set(
    layers.flatMap((layer) => (isRecord(layer) && layer.class_name === 'Functional' ? [layer.name] : [])),
  );
  const end = (item: Json, place: string): Json => {
    const [layer, call, output] = moved(oldReference(item, place)) as readonly [string, number, number];
    return [layer, models.has(layer) ? call + 1 : call, output];
  };
  if (isReference(value)) return end(value, path);
  if (isRecord(value)) {
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, end(item, `${path}.${name}`)]));
  }
  if (!Array.isArray(value)) throw misshapen(path, 'the tensors of the model', value);
  const all = value.map((item, index) => end(item, `${path}[${index}]`));
  return all.length === 1 ? (all[0] as Json) : all;
}
