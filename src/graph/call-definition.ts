import type { SymbolicTensor } from './symbolic-tensor.js';

/** How tensors of one name are given: one alone, a list, or a list in which `null` may stand in for a tensor. */
export type TensorForm = 'one' | 'list' | 'listWithGaps';

/** What the calls of a layer take beside its inputs, by name. */
export interface CallDefinition {
  /** Tensors, all of which may be left out: `{ attentionMask: 'one' }`. */
  readonly tensors?: { readonly [name: string]: TensorForm };
  /** Options, with what they are unless given: `{ useCausalMask: false }`. */
  readonly options?: { readonly [name: string]: unknown };
  /** The names of the inputs, where a call takes them one after the other instead of in a list: `['query', 'value']`. */
  readonly positional?: readonly string[];
}

/** What a call has said, by name, as a definition sees it: `Item` is a shape, an element type or a tensor. */
export type CallArguments<Call extends CallDefinition, Item> = NamedItems<Call, Item> & NamedOptions<Call>;

/** One item, or `null` where none is given; for a list, its items, of which there may be none. */
export type NamedItems<Call extends CallDefinition, Item> = Call extends { readonly tensors: infer Forms }
  ? { readonly [Name in keyof Forms]: InForm<Forms[Name], Item> }
  : unknown;

type InForm<Form, Item> = Form extends 'one'
  ? Item | null
  : Form extends 'list'
    ? readonly Item[]
    : readonly (Item | null)[];

type NamedOptions<Call extends CallDefinition> = Call extends { readonly options: infer Options }
  ? { readonly [Name in keyof Options]: Options[Name] }
  : unknown;

/** What users write in a call of a layer, so defined, beside its inputs. */
export type TakenBy<Call extends CallDefinition> = TakenTensors<Call> & Partial<NamedOptions<Call>>;

type TakenTensors<Call extends CallDefinition> = Call extends { readonly tensors: infer Forms }
  ? { readonly [Name in keyof Forms]?: GivenAs<Forms[Name]> }
  : unknown;

type GivenAs<Form> = Form extends 'one'
  ? SymbolicTensor
  : Form extends 'list'
    ? SymbolicTensor | readonly SymbolicTensor[]
    : readonly (SymbolicTensor | null)[];
