import type { Received } from '../errors.js';
import type { LayerOptions } from '../graph/create-layer.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { Tensors } from '../graph/tensors.js';
import type { NotExpected } from '../types/given.js';
import type { NoOption, NoOptions } from '../types/given-options.js';

/** The arguments of {@link Model}. */
export interface ModelOptions<Inputs, Outputs, Name extends string = string> extends LayerOptions<Name> {
  /** The inputs: one tensor, a list, or a record by name. */
  readonly inputs: Inputs;
  /** The outputs, computed from the inputs: one tensor, a list, or a record by name. */
  readonly outputs: Outputs;
}

/** The same, with a sentence in the place of what does not fit. (It is `unknown` to the compiler before it is inferred.) */
export type GivenModel<Given, Inputs, Outputs, Name extends string> = [Given] extends [never]
  ? Given
  : true extends (
        [unknown] extends [Given]
          ? false
          : [Given, keyof Given] extends [ModelOptions<Tensors, Tensors>, keyof ModelOptions<Tensors, Tensors>]
            ? false
            : true
      )
    ? NoInfer<Blamed<Given, Exclude<keyof Given, keyof ModelOptions<Tensors, Tensors>>>>
    : ModelOptions<Inputs, Outputs, Name>;

type Blamed<Given, Unknown extends keyof Given> = [Given] extends [NoOptions]
  ? NotExpected<'Model', 'an object of options', Given>
  : [Unknown] extends [never]
    ? Given extends { readonly inputs: unknown }
      ? Given extends { readonly outputs: unknown }
        ? { [Name in keyof Given]: Checked<Name, Given[Name]> }
        : NoTensors<'outputs', 'undefined'>
      : NoTensors<'inputs', 'undefined'>
    : {
        // Whoever writes `input` writes `output` too: that is one mistake.
        [Name in keyof Given]: Name extends ('input' extends Unknown ? 'input' : Unknown)
          ? NoOption<'Model', Name & string, keyof ModelOptions<Tensors, Tensors>>
          : Given[Name];
      };

type Checked<Name, Given> = Name extends 'inputs' | 'outputs'
  ? CheckedTensors<Name, Given>
  : LayerOptions[Name & keyof LayerOptions];

type CheckedTensors<Argument extends string, Given> = [Given] extends [Tensors]
  ? Given
  : Given extends readonly [unknown, ...unknown[]]
    ? { [Index in keyof Given]: Index extends FirstWrong<Given> ? NoTensorAt<Argument, Given, Index> : Given[Index] }
    : Given extends readonly unknown[] | ((...given: never) => unknown) | { readonly shape: unknown }
      ? NoTensors<Argument, Received<Given>>
      : Given extends object
        ? {
            [Name in keyof Given]: Given[Name] extends SymbolicTensor ? Given[Name] : NoTensorAt<Argument, Given, Name>;
          }
        : NoTensors<Argument, Received<Given>>;

type FirstWrong<Items extends readonly unknown[], Before extends readonly unknown[] = []> = Items extends readonly [
  infer First,
  ...infer Rest,
]
  ? First extends SymbolicTensor
    ? FirstWrong<Rest, [...Before, unknown]>
    : `${Before['length']}`
  : never;

type NoTensorAt<Argument extends string, Given, Place extends keyof Given> = NoTensors<
  Argument,
  `${Received<Given[Place]>} at ${Place & string}`
>;

type NoTensors<
  Argument extends string,
  Shown extends string,
> = `Model: ${Argument} expects tensors of the graph, such as Input makes (received ${Shown})`;
