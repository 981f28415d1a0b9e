import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { defineKernel } from '../kernel.js';
import { makeTensor, release, runKernel } from './heap.js';
import { multiplyMatrices } from './multiply-matrices.js';
import { ownKernels } from './own-kernels.js';
import { multiplyOwn, winsPlainProducts } from './own-product.js';
import { by, floats, type Replacement } from './replacement.js';

interface FusedOperands {
  readonly a: TensorInfo;
  readonly b: TensorInfo;
  readonly bias?: TensorInfo;
  readonly preluActivationWeights?: TensorInfo;
}

interface FusedAttributes {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
  readonly activation: string;
  readonly leakyreluAlpha?: number;
}

/**
 * `activation(a x b + bias)` of matrices of floats.
 *
 * The stock kernel adds the bias once for every 48 terms of a sum, unless it can take the path of a single product.
 * Here only that one is fused.
 */
export const _FusedMatMul: Replacement = by(
  defineKernel<FusedOperands, FusedAttributes>(({ inputs, attrs, backend }) => {
    const { a, b, bias, preluActivationWeights: alpha } = inputs;
    const { transposeA, transposeB, activation, leakyreluAlpha } = attrs;
    const [aBatch = 1, rows = 1, inner = 1] = a.shape;
    const [bBatch = 1, , columns = 1] = b.shape;
    const isOneProduct = aBatch * bBatch === 1 && !transposeA && !transposeB && rows * inner * columns > 0;
    const biasFits = !bias || (bias.shape.length === 1 && bias.shape[0] === columns);
    const own = ownKernels(backend);

    let sum: TensorInfo;
    let activationLeft = activation;
    if (isOneProduct && biasFits) {
      sum = makeTensor(backend, [1, rows, columns]);
      if (own && winsPlainProducts(own, rows)) {
        const operand = (tensor: TensorInfo) => ({ tensor, isTransposed: false, starts: [0] });
        const isRelu = activation === 'relu';
        multiplyOwn(backend, own, operand(a), operand(b), sum, { rows, inner, columns, bias, isRelu });
        if (isRelu) activationLeft = 'linear';
      } else {
        multiplyMatrices(
          backend,
          { tensor: a, rows, columns: inner },
          { tensor: b, rows: inner, columns },
          { tensor: sum, rows, columns },
          bias,
        );
      }
    } else {
      const product = runKernel(backend, 'BatchMatMul', { a, b }, { transposeA, transposeB });
      sum = bias ? runKernel(backend, 'Add', { a: product, b: bias }) : product;
      if (bias) release(backend, product);
    }
    const activated = activate(backend, sum, { activation: activationLeft, alpha, leakyreluAlpha });
    if (activated !== sum) release(backend, sum);
    return activated;
  }),
  floats,
);

/** What TensorFlow.js' fused kernels say of their activation. */
interface FusedActivation {
  readonly activation: string;
  readonly alpha?: TensorInfo | undefined;
  readonly leakyreluAlpha?: number | undefined;
}

const kernelNames: Readonly<Record<string, string>> = {
  relu: 'Relu',
  relu6: 'Relu6',
  elu: 'Elu',
  sigmoid: 'Sigmoid',
  leakyrelu: 'LeakyRelu',
  prelu: 'Prelu',
};

/** Applies the activation of a fused kernel: to a new tensor, or, if it is linear, to none. */
function activate(
  backend: BackendWasm,
  x: TensorInfo,
  { activation, alpha, leakyreluAlpha }: FusedActivation,
): TensorInfo {
  const kernelName = kernelNames[activation];
  if (!kernelName) return x;
  const inputs: Record<string, TensorInfo> = alpha && activation === 'prelu' ? { x, alpha } : { x };
  return runKernel(backend, kernelName, inputs, { alpha: leakyreluAlpha });
}
