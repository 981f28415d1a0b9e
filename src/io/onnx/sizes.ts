import { ArgumentError } from '../../errors.js';
import type { Attributes } from './attributes.js';
import type { OnnxSpec, OnnxTensor } from './onnx-type.js';
import { inRun, productOf, type Size, sameSize, type Varying, varies } from './size.js';

/** A size of a tensor: that on an axis. */
interface SizeSource {
  readonly tensor: OnnxTensor;
  readonly axis: number;
  readonly size: Varying;
}

/** How a number that varies is computed: `factor` times sizes of tensors, and a number more, or one size divided. */
interface SizeFormula {
  readonly sources: readonly SizeSource[];
  readonly factor: number;
  readonly offset: number;
  readonly divisor: number;
}

const plain = { factor: 1, offset: 0, divisor: 1 } as const;

/** Finds how a number follows from sizes of tensors: the simplest way that holds in all runs. */
function sizeFormula(wanted: Varying, sources: readonly SizeSource[]): SizeFormula | undefined {
  const exact = sources.find(({ size }) => sameSize(size, wanted));
  if (exact !== undefined) return { ...plain, sources: [exact] };
  const products = sources.flatMap((one) => sources.map((other) => [one, other]));
  for (const factors of [
    ...sources.map((source) => [source]),
    ...products,
    ...products.flatMap((two) => sources.map((one) => [...two, one])),
  ]) {
    const factor = quotient(wanted, productOf(factors.map(({ size }) => size)));
    if (factor !== undefined && Number.isInteger(factor)) return { ...plain, sources: factors, factor };
  }
  for (const source of sources) {
    const divisor = quotient(source.size, wanted);
    if (divisor !== undefined && Number.isInteger(divisor)) return { ...plain, sources: [source], divisor };
  }
  for (const source of sources) {
    const [size, other] = source.size.runs as [number, number];
    const factor = ((wanted.runs[1] as number) - (wanted.runs[0] as number)) / (other - size);
    const offset = (wanted.runs[0] as number) - factor * size;
    const isRight = wanted.runs.every((number, run) => number === factor * inRun(source.size, run) + offset);
    if (isRight && Number.isInteger(factor) && Number.isInteger(offset)) {
      return { ...plain, sources: [source], factor, offset };
    }
  }
  return undefined;
}

/** The number by which one is divided to give the other, if it is the same in all runs. */
function quotient(dividend: Varying, divisor: Size): number | undefined {
  const ratio = (dividend.runs[0] as number) / inRun(divisor, 0);
  return dividend.runs.every((number, run) => ratio === number / inRun(divisor, run)) ? ratio : undefined;
}

/** What adds the nodes that compute sizes. */
interface NodeBuilder {
  readonly scope: string;
  add(operation: string, inputs: readonly (OnnxTensor | null)[], output: OnnxSpec, attributes?: Attributes): OnnxTensor;
  integers(numbers: readonly number[]): OnnxTensor;
}

/** The sizes that vary in a graph, and the tensors that they are found in. */
export class SizeTable {
  readonly #parent: SizeTable | undefined;
  readonly #sources: SizeSource[] = [];
  readonly #computed = new Map<string, OnnxTensor>();

  /** @param parent that of the graph around this one, whose tensors this one can use too. */
  constructor(parent: SizeTable | undefined) {
    this.#parent = parent;
  }

  /** Adds the sizes of a tensor, which is returned. */
  known(tensor: OnnxTensor): OnnxTensor {
    for (const [axis, size] of tensor.shape.entries()) {
      if (!varies(size) || this.#all().some((source) => sameSize(source.size, size))) continue;
      this.#sources.push({ tensor, axis, size });
    }
    return tensor;
  }

  /** A list of one number, which varies. */
  of(size: Varying, builder: NodeBuilder): OnnxTensor {
    const key = size.runs.join();
    const existing = this.#computed.get(key);
    if (existing !== undefined) return existing;
    const formula = sizeFormula(size, this.#all());
    if (formula === undefined) {
      throw new ArgumentError(
        `exportOnnx expects sizes that follow from those of the inputs (received one that does not in layer '${builder.scope}')\n` +
          'Give the inputs of the model a fixed size on these axes.',
      );
    }
    const made = compute(formula, builder);
    this.#computed.set(key, made);
    return made;
  }

  #all(): readonly SizeSource[] {
    return this.#parent === undefined ? this.#sources : [...this.#parent.#all(), ...this.#sources];
  }
}

function compute({ sources, factor, offset, divisor }: SizeFormula, builder: NodeBuilder): OnnxTensor {
  const spec = { shape: [1], type: 'int64' } as const;
  const [first, ...others] = sources.map(({ tensor, axis }) =>
    builder.add('Shape', [tensor], spec, { start: axis, end: axis + 1 }),
  );
  let size = first as OnnxTensor;
  for (const other of others) size = builder.add('Mul', [size, other], spec);
  if (factor !== 1) size = builder.add('Mul', [size, builder.integers([factor])], spec);
  if (offset !== 0) size = builder.add('Add', [size, builder.integers([offset])], spec);
  return divisor === 1 ? size : builder.add('Div', [size, builder.integers([divisor])], spec);
}
