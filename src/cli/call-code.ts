import { ArgumentError, received } from '../errors.js';
import { original } from '../graph/create-tensor.js';
import { internals } from '../graph/layer-state.js';
import type { GraphNode, SymbolicTensor } from '../graph/symbolic-tensor.js';
import { modelState, type RuntimeModel } from '../training/model-state.js';
import type { Shape } from '../types/shape.js';
import type { CodeContext } from './class-code.js';
import { bracketed, call, quoted, record } from './code-text.js';
import { valueCode } from './object-code.js';

/** The code of an input. */
export function inputCode(tensor: SymbolicTensor, context: CodeContext): string {
  const { layer } = original(tensor).producer;
  if (layer.className !== 'InputLayer') {
    throw new ArgumentError(`code expects models whose inputs are those of Input (received ${received(layer.name)})`);
  }
  const { batchShape } = layer[internals].program.configuration as { readonly batchShape: Shape };
  const [batchSize = null, ...sizes] = batchShape;
  const isNamed = !/^(input(_layer)?(_\d+)?|sequential(_\d+)?_input)$/.test(layer.name);
  const options = [
    ...(isNamed ? [['name', quoted(layer.name)] as const] : []),
    ...(tensor.dtype === 'float32' ? [] : [['dtype', quoted(tensor.dtype)] as const]),
    ...(batchSize === null ? [] : [['batchSize', valueCode(batchSize, context)] as const]),
  ];
  return call(context.use('Input'), [valueCode(sizes, context), ...(options.length === 0 ? [] : [record(options)])]);
}

/** The named arguments of a call that are not their defaults. */
export function callOptions(
  { layer, named, training }: GraphNode,
  context: CodeContext,
  tensor: (tensor: SymbolicTensor) => string,
): readonly (readonly [name: string, code: string])[] {
  const { tensors: forms = {}, options: defaults = {} } = layer[internals].program.callArguments;
  const tensors = Object.entries(named.tensors).filter(([, list]) => list.length > 0);
  const options = Object.entries(named.options).filter(
    ([name, value]) => valueCode(value, context) !== valueCode(defaults[name], context),
  );
  return [
    ...tensors.map(([name, list]) => {
      const items = list.map((item) => (item === null ? 'null' : tensor(item)));
      return [name, forms[name] === 'one' ? (items[0] as string) : bracketed('[', items, ']')] as const;
    }),
    ...options.map(([name, value]) => [name, valueCode(value, context)] as const),
    ...(training === null ? [] : [['training', String(training)] as const]),
  ];
}

/** How often each tensor of a model is used: as an argument, or as an output. */
export function consumersIn(model: RuntimeModel): ReadonlyMap<SymbolicTensor, number> {
  const { topology, outputs } = model[modelState].graph;
  const counts = new Map<SymbolicTensor, number>();
  const used = [...topology.nodes.flatMap(({ inputs }) => inputs), ...outputs.items];
  for (const tensor of used.map(original)) counts.set(tensor, (counts.get(tensor) ?? 0) + 1);
  return counts;
}
