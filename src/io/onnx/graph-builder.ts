import { type Attributes, writtenAttributes } from './attributes.js';
import { KnownElements, transposed } from './known-elements.js';
import type { GraphProto, NodeProto, ValueInfoProto } from './messages.js';
import type { OnnxSpec, OnnxTensor, OnnxType } from './onnx-type.js';
import { type Size, sameSize, varies } from './size.js';
import { SizeTable } from './sizes.js';

/** Builds an ONNX graph, node by node. Names follow from those of the layers. */
export class GraphBuilder {
  readonly #parent: GraphBuilder | undefined;
  readonly #names: Map<string, number>;
  readonly #nodes: NodeProto[] = [];
  readonly #sizes: SizeTable;
  readonly #constants: KnownElements;
  /** Tensors that are others with their axes in another order. */
  readonly #transposed = new Map<string, { readonly source: OnnxTensor; readonly order: readonly number[] }>();
  /** The layer whose nodes are being added. */
  scope = '';

  /** @param parent the graph that has a node for whose iterations this one is. */
  constructor(parent?: GraphBuilder) {
    this.#parent = parent;
    this.#names = parent === undefined ? new Map() : parent.#names;
    this.#constants = parent === undefined ? new KnownElements((name) => this.unique(name)) : parent.#constants;
    this.#sizes = new SizeTable(parent === undefined ? undefined : parent.#sizes);
    this.scope = parent === undefined ? '' : parent.scope;
  }

  /** A name that no other tensor has. */
  unique(name: string): string {
    const count = this.#names.get(name) ?? 0;
    this.#names.set(name, count + 1);
    return count === 0 ? name : this.unique(`${name}_${count}`);
  }

  /** Declares a tensor that comes from outside of the nodes. */
  declare(name: string, spec: OnnxSpec): OnnxTensor {
    return this.#sizes.known({ name: this.unique(name), shape: spec.shape, type: spec.type });
  }

  /** Adds a node with one output. */
  add(
    operation: string,
    inputs: readonly (OnnxTensor | null)[],
    output: OnnxSpec,
    attributes: Attributes = {},
  ): OnnxTensor {
    return this.addAll(operation, inputs, [output], attributes)[0] as OnnxTensor;
  }

  /** Adds a node with several outputs; `null` for one that is not needed. */
  addAll(
    operation: string,
    inputs: readonly (OnnxTensor | null)[],
    outputs: readonly (OnnxSpec | null)[],
    attributes: Attributes = {},
  ): readonly (OnnxTensor | null)[] {
    const base = `${this.scope}/${operation}`;
    const made = outputs.map((output) => output && { name: this.unique(base), shape: output.shape, type: output.type });
    this.#nodes.push({
      input: inputs.map((input) => input?.name ?? ''),
      output: made.map((output) => output?.name ?? ''),
      name: made.find((output) => output !== null)?.name ?? base,
      opType: operation,
      attribute: writtenAttributes(attributes),
    });
    return made.map((output) => output && this.#sizes.known(output));
  }

  /** A tensor with known elements: one for each name, and for equal elements, if they are few. */
  constant(elements: ArrayLike<number>, shape: readonly number[], type: OnnxType, name?: string): OnnxTensor {
    return this.#constants.add({ elements, shape, type }, this.scope, name);
  }

  scalar(value: number, type: OnnxType = 'float32'): OnnxTensor {
    return this.constant([value], [], type);
  }

  /** A list of whole numbers, as the inputs of ONNX' operations that say shapes, axes and places. */
  integers(numbers: readonly number[]): OnnxTensor {
    return this.constant(numbers, [numbers.length], 'int64');
  }

  /** The elements of a tensor, if they are known. */
  elementsOf(tensor: OnnxTensor): ArrayLike<number> | undefined {
    return this.#constants.find(tensor)?.elements;
  }

  /** A list of numbers that may vary, which are computed from sizes of tensors. */
  sizes(sizes: readonly Size[]): OnnxTensor {
    if (!sizes.some(varies)) return this.integers(sizes as readonly number[]);
    const parts = sizes.map((size) => (varies(size) ? this.#sizes.of(size, this) : this.integers([size])));
    if (parts.length === 1) return parts[0] as OnnxTensor;
    return this.add('Concat', parts, { shape: [sizes.length], type: 'int64' }, { axis: 0 });
  }

  /** The tensor with other sizes, which are computed where they vary. */
  reshape(tensor: OnnxTensor, shape: readonly Size[]): OnnxTensor {
    if (shape.length === tensor.shape.length && shape.every((size, axis) => sameSize(size, tensor.shape[axis] as Size)))
      return tensor;
    const spec = { shape, type: tensor.type };
    const known = this.#constants.find(tensor);
    if (known !== undefined && !shape.some(varies)) {
      const sizes = shape as readonly number[];
      return this.constant(known.elements, sizes, tensor.type, `${tensor.name}_${sizes.join('x')}`);
    }
    const marked = shape.map((size, axis) => {
      const isCopied = varies(size) && axis < tensor.shape.length && sameSize(size, tensor.shape[axis] as Size);
      return isCopied ? 0 : size;
    });
    const open = marked.filter(varies).length;
    const sizes = open > 1 ? this.sizes(shape) : this.integers(marked.map((size) => (varies(size) ? -1 : size)));
    return this.add('Reshape', [tensor, sizes], spec);
  }

  /** The tensor with its axes in another order: of a tensor that was put in another order before, that of the first one. */
  transpose(tensor: OnnxTensor, order: readonly number[]): OnnxTensor {
    const earlier = this.#transposed.get(tensor.name);
    if (earlier !== undefined)
      return this.transpose(
        earlier.source,
        order.map((axis) => earlier.order[axis] as number),
      );
    if (order.every((axis, place) => axis === place)) return tensor;
    const shape = order.map((axis) => tensor.shape[axis] as Size);
    const known = this.#constants.find(tensor);
    if (known !== undefined) {
      const moved = transposed(known, order);
      return this.constant(moved.elements, moved.shape, tensor.type, `${tensor.name}_${order.join('')}`);
    }
    const made = this.add('Transpose', [tensor], { shape, type: tensor.type }, { perm: order });
    this.#transposed.set(made.name, { source: tensor, order });
    return made;
  }

  /** The tensor whose axes are in another order in this one, and that order. */
  sourceOf({ name }: OnnxTensor): { readonly source: OnnxTensor; readonly order: readonly number[] } | undefined {
    return this.#transposed.get(name);
  }

  /** Gives a tensor a name, which {@link unique} has reserved. */
  rename(tensor: OnnxTensor, name: string): void {
    this.#nodes.push({ input: [tensor.name], output: [name], name, opType: 'Identity', attribute: [] });
  }

  /** The graph that computes `outputs`, without nodes and constants that nothing needs. */
  build(name: string, inputs: readonly ValueInfoProto[], outputs: readonly ValueInfoProto[]): GraphProto {
    const needed = new Set(outputs.map((output) => output.name));
    const nodes: NodeProto[] = [];
    for (const node of [...this.#nodes].reverse()) {
      if (!node.output.some((output) => needed.has(output))) continue;
      nodes.unshift(node);
      for (const input of usedBy(node)) needed.add(input);
    }
    // Those of a loop are written with the graph around it.
    const initializer = this.#parent === undefined ? this.#constants.written(needed) : [];
    return { node: nodes, name, initializer, input: inputs, output: outputs };
  }
}

/** The tensors that a node needs, those of the graphs in its attributes included. */
function usedBy({ input, attribute }: NodeProto): readonly string[] {
  return [
    ...input,
    ...attribute.flatMap(({ g }) =>
      g === undefined ? [] : [...g.node.flatMap(usedBy), ...g.output.map(({ name }) => name)],
    ),
  ];
}
