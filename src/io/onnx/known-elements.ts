import type { TensorProto } from './messages.js';
import { bytesOf, type OnnxTensor, type OnnxType, typeNumbers } from './onnx-type.js';

interface Constant {
  readonly elements: ArrayLike<number>;
  readonly shape: readonly number[];
  readonly type: OnnxType;
}

/** The most elements of constants that are one if they are equal. */
const shared = 16;

/** The tensors of a graph whose elements are known, of which only those that are used are written. */
export class KnownElements {
  readonly #unique: (name: string) => string;
  readonly #constants = new Map<string, Constant>();
  readonly #tensors = new Map<string, OnnxTensor>();

  /** @param unique makes names that no other tensor has. */
  constructor(unique: (name: string) => string) {
    this.#unique = unique;
  }

  /** A tensor with these elements: one for each name, or else for equal elements, if they are few. */
  add(constant: Constant, scope: string, name?: string): OnnxTensor {
    const { elements, shape, type } = constant;
    const key = name ?? (elements.length <= shared ? keyOf(constant) : undefined);
    const existing = key === undefined ? undefined : this.#tensors.get(key);
    if (existing !== undefined) return existing;
    const tensor: OnnxTensor = { name: this.#unique(name ?? `${scope}/constant`), shape, type };
    this.#constants.set(tensor.name, constant);
    if (key !== undefined) this.#tensors.set(key, tensor);
    return tensor;
  }

  /** The elements of a tensor, if they are known. */
  find({ name }: OnnxTensor): Constant | undefined {
    return this.#constants.get(name);
  }

  /** The tensors whose names are needed, as they are written. */
  written(needed: ReadonlySet<string>): readonly TensorProto[] {
    return [...this.#constants].flatMap(([name, { elements, shape, type }]) =>
      needed.has(name) ? [{ name, dims: shape, dataType: typeNumbers[type], rawData: bytesOf(type, elements) }] : [],
    );
  }
}

function keyOf({ elements, shape, type }: Constant): string {
  const shown = Array.from(elements, (element) => (Object.is(element, -0) ? '-0' : element));
  return `${type}[${shape}]${shown}`;
}

/** Elements in the order of other axes. */
export function transposed({ elements, shape, type }: Constant, order: readonly number[]): Constant {
  const strides = shape.map((_, axis) => shape.slice(axis + 1).reduce((product, size) => product * size, 1));
  const sizes = order.map((axis) => shape[axis] as number);
  const steps = order.map((axis) => strides[axis] as number);
  const result = type === 'float32' ? new Float32Array(elements.length) : new Array<number>(elements.length);
  const place = sizes.map(() => 0);
  let from = 0;
  for (let to = 0; to < result.length; to++) {
    result[to] = elements[from] as number;
    for (let axis = sizes.length - 1; axis >= 0; axis--) {
      from += steps[axis] as number;
      place[axis] = (place[axis] as number) + 1;
      if ((place[axis] as number) < (sizes[axis] as number)) break;
      from -= (steps[axis] as number) * (sizes[axis] as number);
      place[axis] = 0;
    }
  }
  return { elements: result, shape: sizes, type };
}
