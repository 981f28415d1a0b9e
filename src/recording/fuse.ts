import type { Elementwise, FusedProgram, RecordedKernel, RecordedValue, Recording } from './recording.js';

/** The kernels that compute each element from elements at the same place, by the names of their inputs. */
const operands: Readonly<Record<Elementwise, readonly string[]>> = {
  Abs: ['x'],
  Add: ['a', 'b'],
  Cast: ['x'],
  Maximum: ['a', 'b'],
  Minimum: ['a', 'b'],
  Multiply: ['a', 'b'],
  Neg: ['x'],
  RealDiv: ['a', 'b'],
  Relu: ['x'],
  Rsqrt: ['x'],
  Sqrt: ['x'],
  Square: ['x'],
  Step: ['x'],
  Sub: ['a', 'b'],
};

/** The name of a kernel that runs a {@link FusedProgram}. */
export const fusedName = 'Fused';

/** How many tensors a pass reads and writes at most. */
const mostTensors = 40;

/** Kernels of the same number of elements, which run when something else needs one of their results. */
interface Group {
  readonly size: number;
  readonly kernels: RecordedKernel[];
}

/**
 * A recording in which chains of operations on elements are one kernel each, so that what is computed on the way is neither stored
 * nor read again. The results are the same, bit for bit.
 */
export function fuseElementwise(recording: Recording): Recording {
  const { values, kernels } = recording;
  const result: RecordedKernel[] = [];
  const groups = new Set<Group>();
  const groupOf = new Map<number, Group>();
  const isUsedOutside = usesOf(recording);
  const close = (group: Group) => {
    groups.delete(group);
    for (const kernel of group.kernels) for (const place of kernel.outputs) groupOf.delete(place);
    for (const part of connected(group.kernels)) result.push(...fused(part, values, isUsedOutside));
  };
  for (const kernel of kernels) {
    const size = elementwiseSize(kernel, values);
    for (const [, place] of kernel.inputs) {
      const group = groupOf.get(place);
      if (group !== undefined && group.size !== size) close(group);
    }
    if (size === null) {
      result.push(kernel);
      continue;
    }
    const group = [...groups].find((each) => each.size === size) ?? { size, kernels: [] };
    groups.add(group);
    group.kernels.push(kernel);
    for (const place of kernel.outputs) groupOf.set(place, group);
  }
  for (const group of groups) close(group);
  return { ...recording, kernels: result };
}

/** How many elements a kernel computes one by one; `null` for one that does something else. */
function elementwiseSize({ name, inputs, outputs, attributes }: RecordedKernel, values: readonly RecordedValue[]) {
  if (!Object.hasOwn(operands, name)) return null;
  if (name === 'Cast' && attributes.dtype !== 'float32') return null;
  if (name === 'Step' && attributes.alpha !== 0) return null;
  const all = [...inputs.map(([, place]) => place), ...outputs].map((place) => values[place] as RecordedValue);
  if (all.some(({ dtype }) => dtype !== 'float32')) return null;
  const sizes = all.map(({ shape }) => sizeOf(shape));
  const size = sizes.at(-1) as number;
  return size > 0 && sizes.every((each) => each === size || each === 1) ? size : null;
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((size, dimension) => size * dimension, 1);
}

/** Tells whether a value is returned, or used by a kernel that is not one of some. */
function usesOf({ kernels, outputs }: Recording): (place: number, part: ReadonlySet<RecordedKernel>) => boolean {
  const users = new Map<number, RecordedKernel[]>();
  for (const kernel of kernels) {
    for (const [, place] of kernel.inputs) users.set(place, [...(users.get(place) ?? []), kernel]);
  }
  const returned = new Set(outputs);
  return (place, part) => returned.has(place) || (users.get(place) ?? []).some((user) => !part.has(user));
}

/** Kernels in parts that do not use each other's results, each in its order. */
function connected(kernels: readonly RecordedKernel[]): readonly (readonly RecordedKernel[])[] {
  const parts: RecordedKernel[][] = [];
  const partOf = new Map<number, RecordedKernel[]>();
  for (const kernel of kernels) {
    const found = kernel.inputs.flatMap(([, place]) => partOf.get(place) ?? []);
    const before = [...new Set(kernel.inputs.map(([, place]) => partOf.get(place)))].filter(
      (part) => part !== undefined,
    );
    const part = found.length === 0 ? [kernel] : [...before.flat(), kernel];
    for (const old of before) parts.splice(parts.indexOf(old), 1);
    parts.push(part);
    for (const each of part) for (const place of each.outputs) partOf.set(place, part);
  }
  return parts;
}

/** A part as one kernel, where that is worth it. */
function fused(
  part: readonly RecordedKernel[],
  values: readonly RecordedValue[],
  isUsedOutside: ReturnType<typeof usesOf>,
): readonly RecordedKernel[] {
  if (part.length === 1) return part;
  const members = new Set(part);
  const computed = part.flatMap((kernel) => kernel.outputs);
  const read = new Set(part.flatMap(({ inputs }) => inputs.map(([, place]) => place)));
  const inputs = [...read].filter((place) => !computed.includes(place));
  const stored = computed.filter((place) => isUsedOutside(place, members));
  if (inputs.length + stored.length > mostTensors) return part;
  const valueOf = (place: number) =>
    inputs.includes(place) ? inputs.indexOf(place) : inputs.length + computed.indexOf(place);
  const shapeOf = (place: number) => (values[place] as RecordedValue).shape;
  const size = sizeOf(shapeOf(computed[0] as number));
  const program: FusedProgram = {
    areScalars: inputs.map((place) => sizeOf(shapeOf(place)) === 1 && size > 1),
    operations: part.map((kernel) => ({
      name: kernel.name as Elementwise,
      operands: operands[kernel.name as Elementwise].map((name) =>
        valueOf(kernel.inputs.find(([key]) => key === name)?.[1] as number),
      ),
    })),
    stored: stored.map((place) => ({ value: valueOf(place), shape: shapeOf(place) })),
    size,
  };
  return [
    {
      name: fusedName,
      inputs: inputs.map((place, index) => [String(index), place]),
      isList: true,
      attributes: {},
      outputs: stored,
      fused: program,
    },
  ];
}
