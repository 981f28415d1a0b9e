import * as tf from '@tensorflow/tfjs-core';
import { type Activation, logitsActivation } from '../activations/activation.js';
import { ArgumentError } from '../errors.js';
import { withoutGradient } from '../gradients/custom-gradient.js';
import { callLayer } from '../graph/call-layer.js';
import { defineLayer } from '../graph/define-layer.js';
import type { InputShape, PerInput } from '../graph/layer-definition.js';
import { outputValues } from '../graph/layer-program.js';
import { hasValues } from '../graph/one-kind.js';
import { updatesOfStep } from '../graph/state-updates.js';
import { flatten, type Structure, unflatten } from '../graph/structure.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { AnyTensor } from '../graph/tensor-kinds.js';
import type { TypeOf } from '../graph/tensors.js';
import { releaseValue } from '../graph/value.js';
import { checkNumbers, type DType, type ResultTypes, resultTypes, type TypeRule } from '../types/dtype.js';
import type { Shape } from '../types/shape.js';
import { sameShape } from '../types/shape-function.js';
import { castTo, computeInType, type Numeric, type SameResult } from './argument.js';

/** The definition of an operation: a layer without weights, which drops masks and is called where it is created. */
export interface OperationDefinition<Configuration extends object, Input extends InputShape> {
  /** Its name as a function: `logicalAnd`. */
  readonly operation: string;
  /** Keras' name of its class, if that is not `name` in Pascal case: `LogicalAnd`. */
  readonly className?: string | undefined;
  /** The shape of the output; throws if inputs do not fit. */
  readonly shape: (input: Input, configuration: Configuration) => Shape | readonly Shape[];
  /** The element type of the output, or one for each output; throws if that of an input does not fit. */
  readonly type: (inputType: PerInput<Input, DType>, configuration: Configuration) => DType | readonly DType[];
  /** The softmax or sigmoid that the operation ends with, after `compute`: losses use the logits before it. */
  readonly activation?: (configuration: Configuration) => Activation | null;
  /** Checks the values of an input where they are known before the operation runs, in a step of which nothing is read. */
  readonly checkValues?: {
    /** The index of the input. */
    readonly input: number;
    /** @throws DataError if a value is wrong. */
    check(values: ArrayLike<number>, input: Input, configuration: Configuration): void;
  };
  readonly compute: (
    input: PerInput<Input, tf.Tensor>,
    configuration: Configuration,
  ) => tf.Tensor | readonly tf.Tensor[];
}

/** Adds a node to the graph; for tensors with values, computes the result at once. */
export type AddNode<Configuration> = (
  input: Structure<AnyTensor>,
  configuration: Configuration,
) => Structure<AnyTensor>;

/** Defines a class of operations; the returned function calls one on tensors of the graph, or on tensors with values. */
export function defineOperation<Configuration extends object, Input extends InputShape = Shape>(
  definition: OperationDefinition<Configuration, Input>,
): AddNode<Configuration> {
  const { operation, shape, type, compute, checkValues } = definition;
  const makeLayer = defineLayer({
    name: definition.className ?? operation.charAt(0).toUpperCase() + operation.slice(1),
    isOperation: true,
    configure: (given: Configuration) => given,
    shape: (input: Input, configuration) => shape(input, configuration as Configuration),
    type: (inputType, configuration) => type(inputType, configuration as Configuration),
    activation: (configuration) => definition.activation?.(configuration as Configuration) ?? null,
    ...(checkValues && {
      checkedInput: checkValues.input,
      checkValues: (values: ArrayLike<number>, input: Input, configuration: unknown) =>
        checkValues.check(values, input, configuration as Configuration),
    }),
    forward: (input, _, configuration) => run(input, configuration as Configuration),
  });
  return (input, configuration) =>
    hasValues(() => operation, input)
      ? computeNow(input, configuration)
      : callLayer(makeLayer(configuration), input as Structure<SymbolicTensor>);

  /** Computes outside of a graph. The result belongs to the caller. */
  function computeNow(given: Structure<tf.Tensor>, configuration: Configuration): Structure<tf.Tensor> {
    const { structure, items } = flatten(given, (value) => value instanceof tf.Tensor, operation, 'tensors');
    if (items.some(({ isDisposed }) => isDisposed)) {
      throw new ArgumentError(`${operation} expects tensors (received one that is disposed)`);
    }
    checkNumbers(items.map(({ dtype }) => dtype as DType));
    const input = unflatten(structure, items) as PerInput<Input, tf.Tensor>;
    const checked = checkValues && items[checkValues.input];
    if (checked !== undefined && updatesOfStep() === undefined) {
      const shapes = unflatten(
        structure,
        items.map((item) => item.shape),
      ) as InputShape as Input;
      checkValues?.check(checked.dataSync(), shapes, configuration);
    }
    const results: tf.Tensor[] = [];
    let form: ReturnType<typeof outputValues>['structure'] = 'one';
    tf.tidy(() => {
      const activation = definition.activation?.(configuration) ?? null;
      const outputs = outputValues(run(input, configuration), activation, null);
      form = outputs.structure;
      results.push(...outputs.items.map((value) => releaseValue(value).tensor));
      return results;
    });
    return unflatten(form, results);
  }

  function run(input: PerInput<Input, tf.Tensor>, given: Configuration): tf.Tensor | readonly tf.Tensor[] {
    const tensors = [input as tf.Tensor | readonly tf.Tensor[]].flat();
    const perInput = <Item>(pick: (tensor: tf.Tensor) => Item) =>
      (input instanceof tf.Tensor ? pick(input) : tensors.map(pick)) as PerInput<Input, Item>;
    // Sizes that vary are known now, and may not fit.
    shape(perInput((tensor) => tensor.shape) as InputShape as Input, given);
    const types = type(
      perInput(({ dtype }) => dtype as DType),
      given,
    );
    const isFloat = [types].flat().includes('float32');
    // TensorFlow.js has no gradients for comparisons, and passes those of casts on.
    if (isFloat || tensors.every(({ dtype }) => dtype !== 'float32')) return compute(input, given);
    return withoutGradient(() => compute(input, given) as tf.Tensor);
  }
}

/** Gives an operation the type that its author states: the one place where that is done, and tests check that it is true. */
export function stated<Operation>(call: (...given: never[]) => Structure<AnyTensor>): Operation {
  return call as unknown as Operation;
}

/** An operation on every element, for any shape. */
export type UnaryFunction<Rule extends TypeRule> = <const Given extends AnyTensor>(
  /** A tensor of the graph. */
  x: Numeric<Given>,
) => SameResult<Given, ResultTypes<TypeOf<Given>>[Rule]>;

/**
 * Defines an operation on every element.
 *
 * @param compute receives the elements as {@link computeInType} converts them.
 * @param className Keras' name of its class, if that differs from `name` in Pascal case.
 */
export function unary<Rule extends TypeRule>(
  operation: string,
  rule: Rule,
  compute: (x: tf.Tensor) => tf.Tensor,
  className?: string,
): UnaryFunction<Rule> {
  const isStage = logitsActivation(compute) !== null;
  const addNode = defineOperation<object>({
    operation,
    className,
    shape: (x) => sameShape(operation, x),
    type: resultTypes[rule],
    activation: () => (isStage ? compute : null),
    compute: (x) =>
      computeInType(rule, x.dtype as DType, (type) => (isStage ? castTo(x, type) : compute(castTo(x, type)))),
  });
  return stated((x: SymbolicTensor) => addNode(x, {}));
}
