import type { Elements, Origin, Recording } from './recording.js';

/**
 * Why two recordings of a computation differ; empty where they are equal, so that running either again gives what the computation
 * gives.
 */
export function difference(one: Recording, other: Recording): string {
  if (one.kernels.length !== other.kernels.length) return 'it runs other kernels from time to time';
  for (const [index, kernel] of one.kernels.entries()) {
    const { name } = kernel;
    const again = other.kernels[index] as typeof kernel;
    if (again.name !== name || again.isList !== kernel.isList) return 'it runs other kernels from time to time';
    if (!isEqual(kernel.inputs, again.inputs)) return `the kernel ${name} gets other tensors from time to time`;
    if (!isEqual(kernel.attributes, again.attributes)) return `the kernel ${name} gets other options from time to time`;
  }
  if (one.values.length !== other.values.length) return 'it makes other tensors from time to time';
  for (const [place, { shape, dtype, origin }] of one.values.entries()) {
    const again = other.values[place] as (typeof other.values)[number];
    if (!isEqual(shape, again.shape) || dtype !== again.dtype) return 'shapes differ from time to time';
    if (!isSameOrigin(origin, again.origin)) return 'it makes tensors of numbers that differ from time to time';
  }
  if (!isEqual(one.outputs, other.outputs)) return 'it returns other tensors from time to time';
  const isSameSeeds = one.seedSources.every((source, index) => source === other.seedSources[index]);
  return isSameSeeds && one.seedSources.length === other.seedSources.length ? '' : 'it draws other random numbers';
}

function isSameOrigin(one: Origin, other: Origin): boolean {
  switch (one.kind) {
    case 'feed':
      return other.kind === 'feed' && one.index === other.index;
    case 'kernel':
      return other.kind === 'kernel';
    case 'constant':
      return other.kind === 'constant' && isSameElements(one.elements, other.elements);
    case 'seeded':
      return other.kind === 'seeded' && one.request === other.request;
    case 'captured':
      return other.kind === 'captured' && one.tensor === other.tensor;
  }
}

function isSameElements(one: Elements, other: Elements): boolean {
  if (typeof one === 'number' || typeof other === 'number') return Object.is(one, other);
  if (one.length !== other.length) return false;
  for (let index = 0; index < one.length; index++) if (!Object.is(one[index], other[index])) return false;
  return true;
}

/** Whether data is equal: numbers, texts, lists, typed arrays and objects of these. */
function isEqual(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  const keys = Object.keys(one);
  if (keys.length !== Object.keys(other).length) return false;
  return keys.every((key) => isEqual((one as Indexed)[key], (other as Indexed)[key]));
}

type Indexed = Readonly<Record<string, unknown>>;
