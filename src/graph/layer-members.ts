import type * as tf from '@tensorflow/tfjs-core';
import { checkBoolean } from '../arguments/options.js';
import { DataError, GraphError, received } from '../errors.js';
import type { Shape } from '../types/shape.js';
import { callLayer, nodeAt } from './call-layer.js';
import { activityPenalties, forgetPenalties, weightPenalties } from './eager-call.js';
import type { AnyLayer, CallOptions } from './layer.js';
import { internals, resetState, stateOf, trainableWeightsOf, weightsOf } from './layer-state.js';
import { inputsOf } from './named-arguments.js';
import { type Structure, unflatten } from './structure.js';
import type { GraphNode, SymbolicTensor } from './symbolic-tensor.js';
import type { AnyTensor } from './tensor-kinds.js';
import type { Weight, WeightArray, WeightValues } from './weight.js';

/** The members of all layers: the prototype of layers, which are functions. */
export const layerMembers: object = Object.setPrototypeOf(
  describe({
    get className(): string {
      return self(this)[internals].program.className;
    },
    get trainable(): boolean {
      return stateOf(self(this)).trainable;
    },
    set trainable(value: boolean) {
      checkBoolean(`${self(this).name}: trainable`, value);
      stateOf(self(this)).trainable = value;
    },
    get nodes(): readonly GraphNode[] {
      return self(this)[internals].nodes;
    },
    get layers(): readonly AnyLayer[] {
      return self(this)[internals].program.layers;
    },
    get weights(): readonly Weight[] {
      return weightsOf(self(this));
    },
    get trainableWeights(): readonly Weight[] {
      return trainableWeightsOf(self(this));
    },
    get nonTrainableWeights(): readonly Weight[] {
      const trained = new Set(trainableWeightsOf(self(this)));
      return weightsOf(self(this)).filter((weight) => !trained.has(weight));
    },
    get input(): Structure<SymbolicTensor> {
      const node = onlyNode(self(this), 'input', 'getInputAt');
      return unflatten(node.inputStructure, inputsOf(node));
    },
    get output(): Structure<SymbolicTensor> {
      const node = onlyNode(self(this), 'output', 'getOutputAt');
      return unflatten(node.outputStructure, node.outputs);
    },
    get inputShape(): Structure<Shape> {
      return commonShape(self(this), 'input shape', 'getInputShapeAt', inputShape);
    },
    get outputShape(): Structure<Shape> {
      return commonShape(self(this), 'output shape', 'getOutputShapeAt', outputShape);
    },
    getInputAt(nodeIndex: number): Structure<SymbolicTensor> {
      const node = nodeAt(self(this), nodeIndex);
      return unflatten(node.inputStructure, inputsOf(node));
    },
    getOutputAt(nodeIndex: number): Structure<SymbolicTensor> {
      const node = nodeAt(self(this), nodeIndex);
      return unflatten(node.outputStructure, node.outputs);
    },
    getInputShapeAt(nodeIndex: number): Structure<Shape> {
      return inputShape(nodeAt(self(this), nodeIndex));
    },
    getOutputShapeAt(nodeIndex: number): Structure<Shape> {
      return outputShape(nodeAt(self(this), nodeIndex));
    },
    get losses(): readonly tf.Scalar[] {
      const layer = self(this);
      return [...activityPenalties(layer), ...weightPenalties(trainableWeightsOf(layer))];
    },
    forward(input: Structure<AnyTensor>, options?: CallOptions): Structure<AnyTensor> {
      return callLayer(self(this), input, options);
    },
    countParams(): number {
      return weightsOf(self(this)).reduce((count, weight) => count + weight.size, 0);
    },
    getWeights(): Promise<WeightArray[]> {
      return Promise.all(weightsOf(self(this)).map((weight) => weight.read()));
    },
    setWeights(values: readonly WeightValues[]): void {
      const layer = self(this);
      const weights = weightsOf(layer);
      if (!Array.isArray(values) || values.length !== weights.length) {
        const given = Array.isArray(values) ? values.length : received(values);
        throw new DataError(`${layer.name}.setWeights expects a list of ${weights.length} arrays (received ${given})`);
      }
      // All are checked before the first is set, so that a wrong one leaves the layer unchanged.
      const checked = weights.map((weight, index) => weight.check(values[index] as WeightValues));
      for (const [index, weight] of weights.entries()) weight.assign(checked[index] as Float32Array);
    },
    resetState(): void {
      resetState(self(this));
    },
    dispose(): void {
      resetState(self(this));
      forgetPenalties(self(this));
      for (const weight of weightsOf(self(this))) weight.dispose();
    },
    toString(): string {
      return showLayer(self(this));
    },
    /** The text that Node's console shows. */
    [Symbol.for('nodejs.util.inspect.custom')](): string {
      return showLayer(self(this));
    },
  }),
  Function.prototype,
);

/** A prototype with the members of one class, which inherits those of all layers. */
export function membersBeside<Members extends object>(members: Members): Members {
  return Object.setPrototypeOf(describe(members), layerMembers);
}

/** The properties with their getters, because spreading would evaluate them. */
function describe(members: object): object {
  return Object.defineProperties({}, Object.getOwnPropertyDescriptors(members));
}

/** `Dense(dense_1)` */
function showLayer({ className, name }: AnyLayer): string {
  return `${className}(${name})`;
}

/** The layer that a member is called on. */
function self(layer: object): AnyLayer {
  return layer as AnyLayer;
}

function inputShape(node: GraphNode): Structure<Shape> {
  const inputs = node.layer.className === 'InputLayer' ? node.outputs : inputsOf(node);
  return unflatten(
    node.inputStructure,
    inputs.map(({ shape }) => shape),
  );
}

function outputShape(node: GraphNode): Structure<Shape> {
  return unflatten(
    node.outputStructure,
    node.outputs.map(({ shape }) => shape),
  );
}

function onlyNode(layer: AnyLayer, notion: string, method: string): GraphNode {
  const [first, second] = layer.nodes;
  if (first === undefined) throw neverCalled(layer, notion);
  if (second !== undefined) throw illDefined(layer, notion, method);
  return first;
}

function commonShape(
  layer: AnyLayer,
  notion: string,
  method: string,
  shapeAt: (node: GraphNode) => Structure<Shape>,
): Structure<Shape> {
  const shapes = layer.nodes.map(shapeAt);
  const [first] = shapes;
  if (first === undefined) throw neverCalled(layer, notion);
  if (shapes.some((shape) => JSON.stringify(shape) !== JSON.stringify(first))) throw illDefined(layer, notion, method);
  return first;
}

function neverCalled(layer: AnyLayer, notion: string): GraphError {
  return new GraphError(
    `Layer ${layer.name} has never been called, hence it has no ${notion}. Call it on a tensor first.`,
  );
}

function illDefined(layer: AnyLayer, notion: string, method: string): GraphError {
  return new GraphError(
    `Layer ${layer.name} has multiple inbound nodes, hence the notion of "layer ${notion}" is ill-defined. ` +
      `Use \`${method}(nodeIndex)\` instead.`,
  );
}
