import type * as tf from '@tensorflow/tfjs-core';
import type { Activation } from '../activations/activation.js';
import type { FanAxes } from '../initializers/define-initializer.js';
import type { InitializerIdentifier } from '../initializers/initializer.js';
import type { DType } from '../types/dtype.js';
import type { Dimension, Shape } from '../types/shape.js';
import type { CallArguments, CallDefinition, NamedItems } from './named-arguments.js';
import type { Resolved } from './resolve-configuration.js';

/** What a layer is called on, as its definition sees it: the shape of one tensor, or of several. */
export type InputShape = Shape | readonly Shape[];

/** A value for each input, in the form of the input's shapes. */
export type PerInput<Input extends InputShape, Item> = Input extends Shape ? Item : readonly Item[];

/** A weight as a definition describes it: its shape, with more where there is more to say, or `null` for none. */
export type WeightSpecification = readonly Dimension[] | DetailedWeight | null;

/** A weight that is not just a shape. */
export interface DetailedWeight {
  readonly shape: readonly Dimension[];
  /** Overrides what the options of the layer say. */
  readonly initializer?: InitializerIdentifier;
  /** Which axes the initializer is to count as inputs and units, where it is not the last two. */
  readonly fanAxes?: FanAxes | null;
  /** The beginning of the names of its options, where that is not its own name: `depthwise` for `depthwiseInitializer`. */
  readonly options?: string;
  /** `false` for what training must not change, such as moving statistics. */
  readonly trainable?: boolean;
}

/** The weights of a definition by name, or by a path, where Keras has one for some of them: `query/kernel`. */
export interface WeightSpecifications {
  readonly [name: string]: WeightSpecification;
}

/** What a definition's forward pass gets for its weights: a tensor each, `null` where there may be none. */
export type WeightTensors<Weights extends WeightSpecifications> = {
  readonly [Name in keyof Weights]: null extends Weights[Name] ? tf.Tensor | null : tf.Tensor;
};

/** What a forward pass knows beside inputs, weights and configuration. */
export interface ForwardContext<
  Input extends InputShape = Shape,
  WeightName extends string = string,
  Call extends CallDefinition = object,
> {
  /** Whether this is a training step: dropout is on, moving statistics move. */
  readonly training: boolean;
  /** Whether the layer's weights are trained: neither it nor a layer that it is part of is frozen. */
  readonly trainable: boolean;
  /** Which steps of the inputs count, where they have a mask. */
  readonly mask: PerInput<Input, tf.Tensor | null>;
  /** What the call says by name: tensors and options. */
  readonly call: CallArguments<Call, tf.Tensor>;
  /** Which steps of the tensors count that the call names, where they have a mask. */
  readonly callMask: NamedItems<Call, tf.Tensor | null>;
  /** What the layer kept from the last batch. */
  readonly kept: readonly tf.Tensor[];
  /** What the layer was last called on in a graph: the sizes that vary are `null`. */
  readonly inputShape: Input;
  /** Whether `checkValues` has checked the values of the input. */
  readonly isChecked: boolean;
  /** Whether no weight of the layer has been set since it was made. */
  isInitial(): boolean;
  /**
   * Adds to the loss what `activityRegularizer` asks for something that does not come out.
   *
   * @param activity The tensor to which `activityRegularizer` is applied.
   */
  penalize(activity: tf.Tensor): void;
  /**
   * Adds to the loss: a number, or one for each sample, of which the mean counts.
   *
   * @param loss A scalar, or a loss for each sample.
   */
  addLoss(loss: tf.Tensor): void;
  /** A seed for a random operation; another at each call. */
  seed(): number;
  /**
   * What `make` makes of the configuration alone; made once, and again when the configuration has changed.
   *
   * @param make The function that computes the value.
   */
  derived<Made>(make: () => Made): Made;
  /**
   * Keeps states for the next batch.
   *
   * @param states The states after the batch, in their order.
   */
  keep(states: readonly tf.Tensor[]): void;
  /**
   * Changes weights once the step has gone well: moving statistics. Until then, other calls of the layer see what they become.
   *
   * @param values The new values, by the names of the weights.
   */
  update(values: { readonly [Name in WeightName]?: tf.Tensor }): void;
}

/** How a mask goes on: with the output, no further, or changed. */
export type MaskRule<Input extends InputShape, Configuration, Call extends CallDefinition> =
  | 'keep'
  | 'drop'
  | ((
      mask: PerInput<Input, tf.Tensor | null>,
      input: PerInput<Input, tf.Tensor>,
      configuration: Resolved<Configuration>,
      call: CallArguments<Call, tf.Tensor>,
    ) => tf.Tensor | null);

/** What makes a layer: its configuration, its shape, its weights, its forward pass. */
export interface LayerDefinition<
  Given,
  Configuration extends object,
  Input extends InputShape,
  Weights extends WeightSpecifications,
  Call extends CallDefinition = object,
  Members = unknown,
> {
  /** The name of its class: `Dense`. */
  readonly name: string;
  /**
   * The package under which Keras registers the class, in configurations: `my_package` for `my_package>Scale`. The
   * default is none.
   */
  readonly package?: string;
  /**
   * The word that names of layers begin with, where Keras has another one than the class. The default is the name of
   * the class.
   */
  readonly namedAfter?: string;
  /**
   * Whether the class is one of Keras' operations, whose names may be those of layers as well. The default is `false`.
   */
  readonly isOperation?: boolean;
  /** Checks what the user gave, and fills in defaults. */
  readonly configure: (given: Given) => Configuration;
  /**
   * The call arguments besides the inputs, which the functions below receive as shapes, element types or tensors. The
   * default is none.
   */
  readonly call?: Call;
  /** The shape that comes out, the batch first: the twin of the layer's shape function. Throws where inputs do not fit. */
  readonly shape: (
    input: Input,
    configuration: Resolved<Configuration>,
    call: CallArguments<Call, Shape>,
  ) => Shape | readonly Shape[];
  /**
   * The element type of the output, or one for each output. It throws where that of an input does not fit. The default
   * is `float32`.
   */
  readonly type?: (
    inputType: PerInput<Input, DType>,
    configuration: Resolved<Configuration>,
    call: CallArguments<Call, DType>,
  ) => DType | readonly DType[];
  /** Whether an output in training depends on the other samples of the batch. The default is `false`. */
  readonly dependsOnBatch?: boolean;
  /**
   * Whether inputs may be strings, as the rule states by `takesStrings: true`; `type` checks which ones. The default is
   * `false`.
   */
  readonly takesStrings?: boolean;
  /**
   * The weights by name: a shape, or an object with more. A weight named `kernel` has the options `kernelInitializer`,
   * `kernelRegularizer` and `kernelConstraint`, and `recurrentKernel` likewise `recurrentInitializer`, ...; one whose
   * options have another name states it by `options: 'kernel'`. Options that no weight uses are an error. The default
   * is no weights.
   */
  readonly weights?: (
    input: Input,
    configuration: Resolved<Configuration>,
    call: CallArguments<Call, Shape>,
  ) => Weights;
  /** The shapes of the recurrent states. The default is no states. */
  readonly states?: (input: Input, configuration: Resolved<Configuration>) => readonly Shape[];
  /**
   * A path between the layer's name and those of its weights, where Keras has one: `lstm_cell`. The default is none.
   */
  readonly weightScope?: string;
  /**
   * Checks the values of an input that comes directly from the data, before a step; `forward` checks others. The
   * default is no check.
   */
  readonly checkValues?: (
    values: ArrayLike<number>,
    shape: readonly number[],
    configuration: Resolved<Configuration>,
  ) => void;
  /** Computes the output, before the activation if there is one. Intermediate tensors are freed. */
  readonly forward: (
    input: PerInput<Input, tf.Tensor>,
    weights: WeightTensors<Weights>,
    configuration: Resolved<Configuration>,
    context: ForwardContext<Input, keyof Weights & string, Call>,
  ) => tf.Tensor | readonly tf.Tensor[];
  /**
   * The activation that is applied to the output of `forward`. Losses use the logits before it where it is a softmax or
   * a sigmoid. The default is none.
   */
  readonly activation?: (
    configuration: Resolved<Configuration>,
    mask: PerInput<Input, tf.Tensor | null>,
  ) => Activation | null;
  /** Whether `activityRegularizer` applies to the output. The default is `true`. */
  readonly penalizesOutputs?: boolean;
  /** The options that Keras writes in a configuration, by their names here. The default is the whole configuration. */
  readonly written?: (configuration: Resolved<Configuration>) => Readonly<Record<string, unknown>>;
  /** Further members of the layers, made with `membersBeside`. The default is none. */
  readonly members?: Members & object;
  /** How the mask of the output is computed. The default is `drop`, no mask. */
  readonly mask?: MaskRule<Input, Configuration, Call>;
}
