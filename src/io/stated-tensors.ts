import { checkOptions } from '../arguments/options.js';
import { ArgumentError, DataError, received } from '../errors.js';
import { type Flat, flatten, keysOf } from '../graph/structure.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { Tagged, Tensors } from '../graph/tensors.js';
import { modelState, type RuntimeModel } from '../training/model-state.js';
import type { DType } from '../types/dtype.js';
import { type Normalized, type Sizes, show, unnamed } from '../types/shape.js';

/** A tensor of a model whose element type or name is stated besides its shape. */
export interface StatedTensor {
  /** The sizes of all axes, the batch first; `null` for one that varies. */
  readonly shape: Sizes;
  /** The type of the elements. The default is `float32`. */
  readonly dtype?: DType;
  /** The name of the layer that makes it. The default is any. */
  readonly name?: string;
}

/** The shapes of the inputs or outputs of a model: of one tensor, a list, or a record by name. */
export type StatedTensors =
  | Sizes
  | StatedTensor
  | readonly (Sizes | StatedTensor)[]
  | { readonly [name: string]: Sizes | StatedTensor };

/** The tensors of stated shapes; any where none are stated. */
export type TensorsOfStated<Stated> = [Stated] extends [undefined]
  ? Tensors
  : [StatedTensors] extends [Stated]
    ? Tensors
    : Stated extends Sizes | StatedTensor
      ? TensorOfStated<Stated>
      : { -readonly [Key in keyof Stated]: TensorOfStated<Stated[Key]> };

type TensorOfStated<Stated> = Stated extends Sizes
  ? SymbolicTensor<Normalized<Stated>>
  : Stated extends { readonly shape: infer Dimensions extends Sizes }
    ? Tagged<SymbolicTensor<Normalized<Dimensions>>, MemberOf<Stated, 'dtype'>, MemberOf<Stated, 'name'> & string>
    : never;

/** A member of an object; any text where it is not stated. */
type MemberOf<Stated, Name> = Stated extends { readonly [Key in Name & string]: infer Value } ? Value : string;

/** Checks stated tensors, before a file is read. */
export function checkStated(owner: string, stated: StatedTensors): Flat<StatedTensor> {
  const flat = flatten<Sizes | StatedTensor>(stated, isStated, owner, 'shapes such as [null, 784]');
  const items = flat.items.map((item, index) => {
    const place = flat.structure === 'one' ? owner : `${owner}: ${keysOf(flat.structure)[index]}`;
    if (isSizes(item)) return { shape: item };
    checkOptions(place, item, ['shape', 'dtype', 'name']);
    if (isSizes(item.shape)) return item;
    throw new ArgumentError(`${place} expects a shape such as [null, 784] (received ${received(item.shape)})`);
  });
  return { structure: flat.structure, items };
}

function isStated(value: unknown): boolean {
  return isSizes(value) || (typeof value === 'object' && value !== null && 'shape' in value && isSizes(value.shape));
}

function isSizes(value: unknown): value is Sizes {
  return Array.isArray(value) && value.every((size) => size === null || Number.isSafeInteger(size));
}

/** @throws DataError if the tensors of a model are not those that are stated. */
export function expectStated(
  owner: string,
  model: RuntimeModel,
  argument: 'inputs' | 'outputs',
  stated: Flat<StatedTensor>,
): void {
  const found = model[modelState].graph[argument];
  const keys = keysOf(stated.structure);
  const foundKeys = keysOf(found.structure);
  const [expected, actual] = [formOf(stated), formOf(found)];
  if (expected !== actual) throw new DataError(`${owner}: ${argument} expects ${expected} (received ${actual})`);
  for (const [index, key] of keys.entries()) {
    const place = stated.structure === 'one' ? argument : `${argument}: ${key}`;
    const tensor = found.items[foundKeys.indexOf(key)] as SymbolicTensor;
    const { shape, dtype = 'float32', name = tensor.name } = stated.items[index] as StatedTensor;
    const tensorNames = name === tensor.name ? [] : [name, tensor.name];
    const wanted = shown(shape, dtype, tensorNames[0]);
    const given = shown(unnamed(tensor.shape), tensor.dtype, tensorNames[1]);
    if (wanted !== given) throw new DataError(`${owner}: ${place} expects ${wanted} (received ${given})`);
  }
}

/** A tensor in messages, with its name where that is what is wrong. */
function shown(shape: Sizes, dtype: DType, name?: string): string {
  return `${show(shape)} of ${dtype}${name === undefined ? '' : ` named ${received(name)}`}`;
}

function formOf({ structure }: { readonly structure: Flat<unknown>['structure'] }): string {
  if (structure === 'one') return 'one tensor';
  return 'names' in structure
    ? `tensors by name: ${[...structure.names].sort().join(', ')}`
    : `a list of ${structure.length}`;
}

/** @throws DataError if the layers of a model do not have the names that are stated. */
export function expectLayers(owner: string, model: RuntimeModel, names: readonly string[]): void {
  const found = model.layers.map(({ name }) => name);
  const missing = names.find((name) => !found.includes(name));
  if (missing === undefined) return;
  throw new DataError(`${owner}: layers expects one named ${received(missing)} (received ${found.join(', ')})`);
}
