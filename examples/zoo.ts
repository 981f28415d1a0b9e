/**
 * Architectures of well-known papers, in full size: `examples/zoo` has a file for each family.
 *
 * No weight takes memory before it is used, so that describing all of them costs nothing.
 */
import type { AnyLayer } from 'tupleflow';
import type { Size } from './size.js';
import { bertBase } from './zoo/bert.js';
import { convNextTiny } from './zoo/conv-next.js';
import { fullCrnn } from './zoo/crnn.js';
import { fullDiscriminator, fullGenerator } from './zoo/dcgan.js';
import { denseNet121, denseNet201 } from './zoo/dense-net.js';
import { fullDlrm } from './zoo/dlrm.js';
import { efficientNetB0 } from './zoo/efficient-net-b0.js';
import { efficientNetB7 } from './zoo/efficient-net-b7.js';
import { gpt2Small } from './zoo/gpt-2.js';
import { fullInceptionResNetV2 } from './zoo/inception-res-net-v2.js';
import { fullInceptionV3 } from './zoo/inception-v3.js';
import { mlpMixerB16 } from './zoo/mlp-mixer.js';
import { fullMobileNet } from './zoo/mobile-net.js';
import { fullMobileNetV2 } from './zoo/mobile-net-v2.js';
import { fullMobileNetV3Small } from './zoo/mobile-net-v3.js';
import { nasNetMobile } from './zoo/nas-net.js';
import { fullPointNet } from './zoo/point-net.js';
import { resNet50, resNet101, resNet152 } from './zoo/res-net.js';
import { resNet50V2 } from './zoo/res-net-v2.js';
import { fullSeq2seq } from './zoo/seq2seq.js';
import { fullAttentiveSeq2seq } from './zoo/seq2seq-attention.js';
import { fullSiamese } from './zoo/siamese.js';
import { fullSqueezeNet } from './zoo/squeeze-net.js';
import { pixelTcn } from './zoo/tcn.js';
import { transformerBase } from './zoo/transformer.js';
import { fullUNet } from './zoo/u-net.js';
import { variationalAutoencoder } from './zoo/variational-autoencoder.js';
import { vgg16, vgg19 } from './zoo/vgg.js';
import { visionTransformerB16 } from './zoo/vision-transformer.js';
import { fullWaveNet } from './zoo/wave-net.js';
import { fullWideAndDeep } from './zoo/wide-and-deep.js';
import { fullXception } from './zoo/xception.js';
import { fullYolo } from './zoo/yolo.js';

const zoo: Readonly<Record<string, () => AnyLayer>> = {
  VGG16: vgg16,
  VGG19: vgg19,
  ResNet50: resNet50,
  ResNet101: resNet101,
  ResNet152: resNet152,
  ResNet50V2: resNet50V2,
  InceptionV3: fullInceptionV3,
  InceptionResNetV2: fullInceptionResNetV2,
  Xception: fullXception,
  MobileNet: fullMobileNet,
  MobileNetV2: fullMobileNetV2,
  MobileNetV3Small: fullMobileNetV3Small,
  DenseNet121: denseNet121,
  DenseNet201: denseNet201,
  EfficientNetB0: efficientNetB0,
  EfficientNetB7: efficientNetB7,
  NASNetMobile: nasNetMobile,
  ConvNeXtTiny: convNextTiny,
  SqueezeNet: fullSqueezeNet,
  'U-Net': fullUNet,
  YOLOv3: fullYolo,
  'DCGAN, generator': fullGenerator,
  'DCGAN, discriminator': fullDiscriminator,
  'Variational autoencoder': variationalAutoencoder,
  WaveNet: fullWaveNet,
  TCN: pixelTcn,
  CRNN: fullCrnn,
  Seq2seq: fullSeq2seq,
  'Seq2seq with attention': fullAttentiveSeq2seq,
  Transformer: transformerBase,
  'BERT, base': bertBase,
  'GPT-2, small': gpt2Small,
  'ViT-B/16': visionTransformerB16,
  'MLP-Mixer B/16': mlpMixerB16,
  DLRM: fullDlrm,
  'Wide & Deep': fullWideAndDeep,
  PointNet: fullPointNet,
  'Siamese network': fullSiamese,
};

/** The number of parameters of each model. */
export interface Outcome {
  readonly parameters: Readonly<Record<string, number>>;
}

/** Describes all of them, or the first in a small run. */
export function run(size: Size = 'full'): Outcome {
  const names = size === 'full' ? Object.entries(zoo) : Object.entries(zoo).slice(0, 1);
  const counts = names.map(([name, describe]) => {
    const start = performance.now();
    const parameters = describe().countParams();
    const milliseconds = `${(performance.now() - start).toFixed(0)} ms`;
    console.log(
      `${name.padEnd(24)}${parameters.toLocaleString('en').padStart(12)} parameters ${milliseconds.padStart(8)}`,
    );
    return [name, parameters] as const;
  });
  return { parameters: Object.fromEntries(counts) };
}
