import { affineLayers } from './affine.js';
import { convolutionLayers } from './convolution.js';
import { type LayerConverters, type LayerTracer, optionsOf, traceLayer } from './layer-call.js';
import { recurrentLayers } from './recurrent.js';
import { poolingLayers, upSamplingLayers } from './resampling.js';
import { traceLoop, traceRecurrent } from './trace-recurrent.js';

/** The layers for which nodes are added as a whole, by their classes. */
export const layerConverters: LayerConverters = {
  ...convolutionLayers,
  ...poolingLayers,
  ...upSamplingLayers,
  ...affineLayers,
  ...recurrentLayers,
};

const named = (names: Iterable<string>, tracer: LayerTracer) =>
  Object.fromEntries([...names].map((name) => [name, tracer]));

/** How calls of layers are recorded that are not recorded by their kernels, by their classes. */
export const layerTracers: Readonly<Record<string, LayerTracer>> = {
  ...named(Object.keys({ ...convolutionLayers, ...poolingLayers }), (traced) => traceLayer(traced, false)),
  ...named(Object.keys(upSamplingLayers), (traced) => {
    const { interpolation } = optionsOf<{ readonly interpolation: string }>(traced.inference);
    return interpolation === 'nearest' || interpolation === 'bilinear' ? traceLayer(traced, false) : undefined;
  }),
  Dense: (traced) => traceLayer(traced, true),
  BatchNormalization: (traced) => {
    const { axis } = optionsOf<{ readonly axis: number }>(traced.inference);
    const rank = traced.call.inputs.items[0]?.tensor.rank ?? 0;
    return axis === 0 || axis === -rank || rank < 2 ? undefined : traceLayer(traced, true);
  },
  LayerNormalization: (traced) => {
    const { axis, rmsScaling } = optionsOf<{ readonly axis: unknown; readonly rmsScaling: boolean }>(traced.inference);
    return `${axis}` === '-1' && !rmsScaling ? traceLayer(traced, true) : undefined;
  },
  ...named(Object.keys(recurrentLayers), traceRecurrent),
  ...named(['ConvLSTM1D', 'ConvLSTM2D', 'ConvLSTM3D'], traceLoop),
};
