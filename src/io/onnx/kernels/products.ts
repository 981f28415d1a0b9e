import type { GraphBuilder } from '../graph-builder.js';
import type { OnnxTensor } from '../onnx-type.js';
import { cast, inputOf, type KernelConverter, type KernelConverters, listOf } from './kernel-call.js';

function turned(graph: GraphBuilder, matrices: OnnxTensor, isTurned: unknown): OnnxTensor {
  if (isTurned !== true) return matrices;
  const rank = matrices.shape.length;
  return graph.transpose(matrices, [...matrices.shape.map((_, axis) => axis).slice(0, -2), rank - 1, rank - 2]);
}

const product: KernelConverter = (call) => {
  const { graph, output, attributes } = call;
  const [a, b] = [inputOf(call, 'a'), inputOf(call, 'b')];
  const factors = [turned(graph, a, attributes.transposeA), turned(graph, b, attributes.transposeB)];
  return graph.add('MatMul', factors, output);
};

const einsum: KernelConverter = (call) => {
  const { graph, output, attributes } = call;
  const tensors = listOf(call).map((tensor) => cast(graph, tensor, output.type));
  return graph.add('Einsum', tensors, output, { equation: attributes.equation as string });
};

/** Kernels that multiply matrices. */
export const productKernels: KernelConverters = { BatchMatMul: product, Einsum: einsum };
