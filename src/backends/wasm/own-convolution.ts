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
  if (hasMinimalFiltering(info)) {
    withScratch(backend, functions.winogradBytes(info.inChannels, info.outChannels), (scratch) => {
      functions.winograd(
        ...[info.batchSize, info.inHeight, info.inWidth, info.inChannels, info.outHeight, info.outWidth],
        ...[info.outChannels, info.padInfo.top, info.padInfo.left],
        ...[addressOf(backend, x), addressOf(backend, filter), 0, addressOf(backend, out), scratch],
      );
    });
    return;
  }
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
  if (hasMinimalFiltering(info)) {
    withScratch(backend, functions.winogradBytes(outChannels, inChannels), (scratch) => {
      functions.winograd(
        ...[batchSize, info.outHeight, info.outWidth, outChannels, inHeight, inWidth, inChannels],
        ...[filterHeight - 1 - padInfo.top, filterWidth - 1 - padInfo.left],
        ...[addressOf(backend, dy), addressOf(backend, filter), 1, addressOf(backend, out), scratch],
      );
    });
    return;
  }
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
  if (hasMinimalFiltering(info)) {
    withScratch(backend, functions.winogradGradientBytes(inChannels, outChannels), (scratch) => {
      functions.winogradFilterGradient(
        ...[batchSize, info.inHeight, info.inWidth, inChannels, outHeight, outWidth, outChannels],
        ...[padInfo.top, padInfo.left, addressOf(backend, x), addressOf(backend, dy), addressOf(backend, out), scratch],
      );
    });
    return;
  }
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

/** From how many channels, and 2 x 2 outputs, on less than half as many products are worth the sums around them. */
const enoughForFiltering = { channels: 16, patches: 64 };

/** Whether a convolution is one of 3 x 3 that is computed by fewer products than its windows have. */
export function hasMinimalFiltering(info: Info): boolean {
  const { filterHeight, filterWidth, strideHeight, strideWidth, dilationHeight, dilationWidth } = info;
  if (filterHeight !== 3 || filterWidth !== 3 || strideHeight !== 1 || strideWidth !== 1) return false;
  const { batchSize, outHeight, outWidth, inChannels, outChannels } = info;
  if (dilationHeight !== 1 || dilationWidth !== 1 || inChannels % 4 !== 0 || outChannels % 4 !== 0) return false;
  const { channels, patches } = enoughForFiltering;
  return Math.min(inChannels, outChannels) >= channels && (batchSize * outHeight * outWidth) / 4 >= patches;
}

/** From how many rows on a convolution is faster than TensorFlow.js', which packs the filter once for all. */
const enoughPlaces = 32;

/** Whether our own kernel is the faster one for a convolution. */
export function winsConvolutions({ isRelaxed }: OwnKernels, info: Info): boolean {
  const { batchSize, outHeight, outWidth } = info;
  return hasMinimalFiltering(info) || (isRelaxed && batchSize * outHeight * outWidth >= enoughPlaces);
}
