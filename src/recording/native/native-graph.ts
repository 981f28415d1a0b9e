import { builtIn } from '../../backends/node-modules.js';
import { StateError } from '../../errors.js';
import { fusableOperations } from './fusable-operations.js';
import { type AttrValue, encodeSavedModel, type NodeDef, shapeProto } from './graph-def.js';
import type { Binding, EagerAttribute, NativeEvent, NativeTensor } from './trace.js';

/** A graph that TensorFlow's library has loaded. */
export interface NativeGraph {
  /** Runs it on tensors of the library; what it returns belongs to the caller. */
  run(feeds: readonly number[]): readonly NativeTensor[];
  dispose(): void;
}

/**
 * Makes a graph of TensorFlow of operations that have run eagerly.
 *
 * @param feeds the tensors that are given to each run.
 * @param fetches the tensors that each run returns.
 */
export function loadGraph(
  binding: Binding,
  events: readonly NativeEvent[],
  feeds: readonly NativeTensor[],
  fetches: readonly number[],
): NativeGraph {
  const nodes: NodeDef[] = [];
  const names = new Map<number, string>();
  const types = new Map<number, number>();
  const add = (op: string, input: readonly string[], attr: NodeDef['attr'], outputs: readonly NativeTensor[]) => {
    const name = `n${nodes.length}`;
    nodes.push({ name, op, input, attr });
    for (const [index, { id, dtype }] of outputs.entries()) {
      names.set(id, index === 0 ? name : `${name}:${index}`);
      types.set(id, dtype);
    }
    return name;
  };
  const feedNames = feeds.map((feed) => add('Placeholder', [], { dtype: { type: feed.dtype } }, [feed]));
  for (const event of fusableOperations(binding, events, feeds)) {
    if (event.kind === 'constant') {
      const { output, values } = event;
      const content = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
      const tensor = { dtype: output.dtype, shape: shapeProto(output.shape), content };
      add('Const', [], { dtype: { type: output.dtype }, value: { tensor } }, [output]);
      continue;
    }
    const input = event.inputs.map((id) => {
      const name = names.get(id);
      if (name === undefined) throw new StateError(`${event.name} uses a tensor that the graph does not have`);
      return name;
    });
    const attr = Object.fromEntries(
      event.attributes.map((attribute) => [attribute.name, attrValue(binding, attribute)]),
    );
    // Eager operations find out this one by themselves.
    if (!('T' in attr) && !withoutType.has(event.name))
      attr.T = { type: types.get(event.inputs[0] as number) ?? binding.TF_FLOAT };
    add(event.name, input, attr, event.outputs);
  }
  // What is fed cannot be fetched, and nothing can be fetched twice.
  const fetchNames = fetches.map((id) =>
    add('Identity', [names.get(id) as string], { T: { type: types.get(id) as number } }, []),
  );
  const id = loadSavedModel(binding, encodeSavedModel(nodes));
  const [given, returned] = [feedNames.join(), fetchNames.join()];
  return {
    run: (tensors) => binding.runSavedModel(id, tensors, given, returned),
    dispose: () => binding.deleteSavedModel(id),
  };
}

/** The operations, among those that the backend runs, whose type is not called `T`. */
const withoutType: ReadonlySet<string> = new Set([
  'All',
  'Any',
  'Cast',
  'GatherNd',
  'GatherV2',
  'ImageProjectiveTransformV3',
  'LogicalAnd',
  'LogicalNot',
  'LogicalOr',
  'Range',
]);

function loadSavedModel(binding: Binding, bytes: Uint8Array): number {
  const { mkdtempSync, rmSync, writeFileSync } = builtIn('node:fs');
  const { tmpdir } = builtIn('node:os');
  const { join } = builtIn('node:path');
  const folder = mkdtempSync(join(tmpdir(), 'tupleflow-'));
  try {
    writeFileSync(join(folder, 'saved_model.pb'), bytes);
    return binding.loadSavedModel(folder, 'serve');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function attrValue(binding: Binding, { name, type, value }: EagerAttribute): AttrValue {
  const fields = new Map([
    [binding.TF_ATTR_STRING, 's'],
    [binding.TF_ATTR_INT, 'i'],
    [binding.TF_ATTR_FLOAT, 'f'],
    [binding.TF_ATTR_BOOL, 'b'],
    [binding.TF_ATTR_TYPE, 'type'],
  ]);
  if (type === binding.TF_ATTR_SHAPE) return { shape: shapeProto(value as readonly number[]) };
  const field = fields.get(type);
  if (field === undefined) throw new StateError(`the attribute ${name} has an unknown type`);
  return Array.isArray(value) ? { list: { [field]: value } } : { [field]: value };
}
