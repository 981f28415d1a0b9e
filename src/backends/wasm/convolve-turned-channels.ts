import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { backend_util, TensorInfo } from '@tensorflow/tfjs-core';
import { floatsOf, makeTensor, release, reshaped, runKernel } from './heap.js';

/** Whether the gradient of a depthwise convolution's input is one of `dy` with the filter turned by half a turn. */
export function reachesEveryInput(info: backend_util.Conv2DInfo): boolean {
  const { strideHeight, strideWidth, dilationHeight, dilationWidth } = info;
  const isDense = [strideHeight, strideWidth, dilationHeight, dilationWidth].every((step) => step === 1);
  const isEmpty = [...info.inShape, ...info.outShape].some((size) => size <= 0);
  return isDense && !isEmpty && paddingOfTurned(info).every((amount) => amount >= 0);
}

/** That gradient: what the copies of each channel give, added up. The stock kernel is many times as fast as a loop. */
export function convolveTurnedChannels(
  backend: BackendWasm,
  dy: TensorInfo,
  filter: TensorInfo,
  info: backend_util.Conv2DInfo,
): TensorInfo {
  const { filterHeight, filterWidth, inChannels, outChannels } = info;
  const turned = makeTensor(backend, [filterHeight, filterWidth, outChannels, 1]);
  const weights = floatsOf(backend, filter);
  const target = floatsOf(backend, turned);
  const taps = filterHeight * filterWidth;
  for (let tap = 0; tap < taps; tap++) {
    target.set(weights.subarray(tap * outChannels, (tap + 1) * outChannels), (taps - 1 - tap) * outChannels);
  }
  const [top = 0, bottom = 0, left = 0, right = 0] = paddingOfTurned(info);
  const gradient = runKernel(
    backend,
    'DepthwiseConv2dNative',
    { x: dy, filter: turned },
    {
      strides: [1, 1],
      dilations: [1, 1],
      pad: [
        [0, 0],
        [top, bottom],
        [left, right],
        [0, 0],
      ],
      dataFormat: 'NHWC',
    },
  );
  release(backend, turned);
  if (inChannels === outChannels) return gradient;
  const copies = reshaped(gradient, [...info.inShape, outChannels / inChannels]);
  const sums = runKernel(backend, 'Sum', { x: copies }, { axis: [4], keepDims: false });
  release(backend, gradient);
  return sums;
}

/** What `dy` has to be padded with for the turned filter to reach every input: above, below, left and right. */
function paddingOfTurned(info: backend_util.Conv2DInfo): readonly number[] {
  const down = info.filterHeight - 1;
  const across = info.filterWidth - 1;
  const top = down - info.padInfo.top;
  const left = across - info.padInfo.left;
  return [top, info.inHeight + down - info.outHeight - top, left, info.inWidth + across - info.outWidth - left];
}
