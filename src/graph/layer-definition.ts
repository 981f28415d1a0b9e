import type * as tf from '@tensorflow/tfjs-core';
import type { Activation } from '../activations/activation.js';
import type { FanAxes } from '../initializers/define-initializer.js';
import type { InitializerIdentifier } from '../initializers/initializer.js';
import type { DType } from '../types/dtype.js';
import type { Dimension, Shape } from '../types/shape.js';
import type { CallArguments, CallDefinition, NamedItems } from './named-arguments.js';
import type { Resolved } from './resolve-configuration.js';

/** The inputs of a layer, as its definition sees them: the shape of one tensor, or of several. */
export type InputShape = Shape | readonly Shape[];

/** A value for each input, in the structure of the input's shapes. */
export type PerInput<Input extends InputShape, Item> = Input extends Shape ? Item : readonly Item[];

/** A weight as a definition describes it: its shape, an object with more than the shape, or `null` for none. */
export type WeightSpecification = readonly Dimension[] | DetailedWeight | null;

/** A weight described by more than its shape. */
export interface DetailedWeight {
  readonly shape: readonly Dimension[];
  /** Overrides the options of the layer. */
  readonly initializer?: InitializerIdentifier;
  /** The axes that the initializer counts as inputs and units. The default is the last two. */
  readonly fanAxes?: FanAxes | null;
  /** The beginning of the names of its options, if that is not its own name: `depthwise` for `depthwiseInitializer`. */
  readonly options?: string;
  /** `false` for weights that training must not change, such as moving statistics. */
  readonly trainable?: boolean;
}

/** The weights of a definition by name, or by a path, where Keras has one for some of them: `query/kernel`. */
export interface WeightSpecifications {
  readonly [name: string]: WeightSpecification;
}

/** The weights as a definition's forward pass receives them: a tensor each, or `null` for one that may be missing. */
export type WeightTensors<Weights extends WeightSpecifications> = {
  readonly [Name in keyof Weights]: null extends Weights[Name] ? tf.Tensor | null : tf.Tensor;
};

/** The arguments of a forward pass besides inputs, weights and configuration. */
export interface ForwardContext<
  Input extends InputShape = Shape,
  WeightName extends string = string,
  Call extends CallDefinition = object,
> {
  /** Whether this is a training step: dropout is on, moving statistics are updated. */
  readonly training: boolean;
  /** Whether the layer's weights are trained: neither it nor a layer that it is part of is frozen. */
  readonly trainable: boolean;
  /** The mask of the inputs, if they have one. */
  readonly mask: PerInput<Input, tf.Tensor | null>;
  /** The named arguments of the call: tensors and options. */
  readonly call: CallArguments<Call, tf.Tensor>;
  /** The masks of the named tensors, if they have any. */
  readonly callMask: NamedItems<Call, tf.Tensor | null>;
  /** The states of the layer after the last batch. */
  readonly kept: readonly tf.Tensor[];
  /** The shapes of the inputs in the graph: sizes that vary are `null`. */
  readonly inputShape: Input;
  /** Whether `checkValues` has checked the values of the input. */
  readonly isChecked: boolean;
  /** Whether no weight of the layer has been set since it was made. */
  isInitial(): boolean;
  /**
   * Adds the penalty of `activityRegularizer` for a tensor that is not an output.
   *
   * @param activity The tensor to which `activityRegularizer` is applied.
   */
  penalize(activity: tf.Tensor): void;
  /**
   * Adds to the loss: a number, or the mean of one for each sample.
   *
   * @param loss A scalar, or a loss for each sample.
   */
  addLoss(loss: tf.Tensor): void;
  /** A seed for a random operation, a new one at each call. */
  seed(): number;
  /**
   * The result of `make`, computed once for a configuration, on which alone it may depend.
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
   * Updates weights, such as moving statistics, once the step has succeeded. Other calls in the step see the new values.
   *
   * @param values The new values, by the names of the weights.
   */
  update(values: { readonly [Name in WeightName]?: tf.Tensor }): void;
}

/** How the mask of the output is computed: the same, none, or another. */
export type MaskRule<Input extends InputShape, Configuration, Call extends CallDefinition> =
  | 'keep'
  | 'drop'
  | ((
      mask: PerInput<Input, tf.Tensor | null>,
      input: PerInput<Input, tf.Tensor>,
      configuration: Resolved<Configuration>,
      call: CallArguments<Call, tf.Tensor>,
    ) => tf.Tensor | null);

/** The definition of a layer: its configuration, its shape, its weights, its forward pass. */
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
   * The word that names of layers begin with, if Keras does not use the name of the class. The default is the name of
   * the class.
   */
  readonly namedAfter?: string;
  /** The name by which the errors of `shape` call the layer: `add` for `Add`. The default is the name of the class. */
  readonly ruleName?: string;
  /**
   * Whether the class is one of Keras' operations, whose names may be those of layers as well. The default is `false`.
   */
  readonly isOperation?: boolean;
  /** Checks the options, and fills in defaults. */
  readonly configure: (given: Given) => Configuration;
  /**
   * The call arguments besides the inputs, which the functions below receive as shapes, element types or tensors. The
   * default is none.
   */
  readonly call?: Call;
  /** The shape of the output, the batch first: the twin of the layer's shape function. Throws if inputs do not fit. */
  readonly shape: (
    input: Input,
    configuration: Resolved<Configuration>,
    call: CallArguments<Call, Shape>,
  ) => Shape | readonly Shape[];
  /**
   * The element type of the output, or one for each output. It throws if that of an input does not fit. The default
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
   * Whether `forward` depends on something that changes between calls besides its arguments, such as a variable of the program:
   * the steps of models with such a layer are not recorded. The default is `false`.
   */
  readonly runsEagerly?: boolean;
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
   * A path between the layer's name and those of its weights, if Keras has one: `lstm_cell`. The default is none.
   */
  readonly weightScope?: string;
  /**
   * Checks the values of an input before `forward`, where they come directly from the data, or the layer is called on
   * tensors with values. Values that are computed in a step cannot be checked, because nothing is read from the device
   * inside it: `isChecked` is `false` for those. The default is no check.
   */
  readonly checkValues?: (
    values: ArrayLike<number>,
    input: Input,
    configuration: Resolved<Configuration>,
    call: CallArguments<Call, Shape>,
  ) => void;
  /** The index of the input that `checkValues` checks. The default is 0. */
  readonly checkedInput?: number;
  /** Computes the output, before the activation if there is one. Intermediate tensors are freed. */
  readonly forward: (
    input: PerInput<Input, tf.Tensor>,
    weights: WeightTensors<Weights>,
    configuration: Resolved<Configuration>,
    context: ForwardContext<Input, keyof Weights & string, Call>,
  ) => tf.Tensor | readonly tf.Tensor[];
  /**
   * The activation that is applied to the output of `forward`. Losses use the logits before it if it is a softmax or
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
