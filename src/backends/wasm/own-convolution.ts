import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { backend_util, TensorInfo } from '@tensorflow/tfjs-core';
import { addressOf, type OwnKernels, withScratch } from './own-kernels.js';

type Info = backend_util.Conv2DInfo;

/** Writes a convolution, channels last, into `out`. None of the sizes may be zero. */
export function convolveOwn(
  backend: BackendWasm,
  { functions }: OwnKernels,
  info: Info,
  x: TensorInfo,
  filter: TensorInfo,
  out: TensorInfo,
): void {
  const { batchSize, outHeight, outWidth, inChannels, outChannels, padInfo } = info;
  const taps = info.filterHeight * info.filterWidth;
  const bytes = functions.convolutionBytes(batchSize * outHeight * outWidth, taps * inChannels, outChannels);
  withScratch(backend, bytes, (scratch) => {
    functions.convolution(
      ...[batchSize, info.inHeight, info.inWidth, inChannels, outHeight, outWidth, outChannels],
      ...[info.filterHeight, info.filterWidth, info.strideHeight, info.strideWidth],
      ...[info.dilationHeight, info.dilationWidth, padInfo.top, padInfo.left],
      ...[addressOf(backend, x), addressOf(backend, filter), 0, addressOf(backend, out), scratch],
    );
  });
}

/** Writes the gradient of a convolution's input into `out`, where the convolution has no strides. None of the sizes may be zero. */
export function inputGradientOwn(
  backend: BackendWasm,
  { functions }: OwnKernels,
  info: Info,
  dy: TensorInfo,
  filter: TensorInfo,
  out: TensorInfo,
): void {
  const { batchSize, inHeight, inWidth, filterHeight, filterWidth, inChannels, outChannels, padInfo } = info;
  const taps = filterHeight * filterWidth;
  const bytes = functions.convolutionBytes(batchSize * inHeight * inWidth, taps * outChannels, inChannels);
  withScratch(backend, bytes, (scratch) => {
    functions.convolution(
      ...[batchSize, info.outHeight, info.outWidth, outChannels, inHeight, inWidth, inChannels],
      ...[filterHeight, filterWidth, 1, 1, 1, 1],
      ...[filterHeight - 1 - padInfo.top, filterWidth - 1 - padInfo.left],
      ...[addressOf(backend, dy), addressOf(backend, filter), 1, addressOf(backend, out), scratch],
    );
  });
}

/** Writes the gradient of a convolution's filter into `out`. None of the sizes may be zero. */
export function filterGradientOwn(
  backend: BackendWasm,
  { functions }: OwnKernels,
  info: Info,
  x: TensorInfo,
  dy: TensorInfo,
  out: TensorInfo,
): void {
  const { batchSize, outHeight, outWidth, inChannels, outChannels, padInfo } = info;
  const taps = info.filterHeight * info.filterWidth;
  const bytes = functions.convolutionBytes(batchSize * outHeight * outWidth, taps * inChannels, outChannels);
  withScratch(backend, bytes, (scratch) => {
    functions.filterGradient(
      ...[batchSize, info.inHeight, info.inWidth, inChannels, outHeight, outWidth, outChannels],
      ...[info.filterHeight, info.filterWidth, info.strideHeight, info.strideWidth, padInfo.top, padInfo.left],
      ...[addressOf(backend, x), addressOf(backend, dy), addressOf(backend, out), scratch],
    );
  });
}

/** From how many channels on each tap is a product of its own. */
const enoughChannels = 12;

/** Whether our own kernel is the faster one for the gradient of a filter. */
export function winsFilterGradients({ isRelaxed }: OwnKernels, { inChannels }: Info): boolean {
  return isRelaxed || inChannels >= enoughChannels;
}

/** From how many rows on a convolution is faster than TensorFlow.js', which packs the filter once for all. */
const enoughPlaces = 32;

/** Whether our own kernel is the faster one for a convolution. */
export function winsConvolutions({ isRelaxed }: OwnKernels, { batchSize, outHeight, outWidth }: Info): boolean {
  return isRelaxed && batchSize * outHeight * outWidth >= enoughPlaces;
}
