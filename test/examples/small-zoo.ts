/** Small models of each kind of the zoo. */
import { Input, Sequential } from 'tupleflow';
import { bert } from '../../examples/zoo/bert.js';
import { convNext } from '../../examples/zoo/conv-next.js';
import { crnn } from '../../examples/zoo/crnn.js';
import { discriminator, generator } from '../../examples/zoo/dcgan.js';
import { denseNet } from '../../examples/zoo/dense-net.js';
import { dlrm } from '../../examples/zoo/dlrm.js';
import { efficientNet } from '../../examples/zoo/efficient-net.js';
import { gpt2 } from '../../examples/zoo/gpt-2.js';
import { inceptionResNetV2 } from '../../examples/zoo/inception-res-net-v2.js';
import { inceptionV3 } from '../../examples/zoo/inception-v3.js';
import { mlpMixer } from '../../examples/zoo/mlp-mixer.js';
import { mobileNet } from '../../examples/zoo/mobile-net.js';
import { mobileNetV2 } from '../../examples/zoo/mobile-net-v2.js';
import { mobileNetV3Small } from '../../examples/zoo/mobile-net-v3.js';
import { nasNet } from '../../examples/zoo/nas-net.js';
import { pointNet } from '../../examples/zoo/point-net.js';
import { resNet } from '../../examples/zoo/res-net.js';
import { resNetV2 } from '../../examples/zoo/res-net-v2.js';
import { seq2seq } from '../../examples/zoo/seq2seq.js';
import { attentiveSeq2seq } from '../../examples/zoo/seq2seq-attention.js';
import { siamese } from '../../examples/zoo/siamese.js';
import { squeezeNet } from '../../examples/zoo/squeeze-net.js';
import { tcn } from '../../examples/zoo/tcn.js';
import { transformer } from '../../examples/zoo/transformer.js';
import { uNet } from '../../examples/zoo/u-net.js';
import { vgg } from '../../examples/zoo/vgg.js';
import { visionTransformer } from '../../examples/zoo/vision-transformer.js';
import { waveNet } from '../../examples/zoo/wave-net.js';
import { wideAndDeep } from '../../examples/zoo/wide-and-deep.js';
import { xception } from '../../examples/zoo/xception.js';
import { yolo } from '../../examples/zoo/yolo.js';

const image = () => Input([32, 32, 3]);
const stages = { filters: [4, 6, 8, 8], expanded: [8, 12, 16, 16], classes: 10 } as const;

/** Small models of each kind, by their names. */
export const smallZoo: Readonly<Record<string, () => unknown>> = {
  BERT: () => bert({ words: 6, length: 8, depth: 1 }),
  ConvNeXt: () => Sequential([image(), convNext({ depths: [1, 1, 2, 1], channels: [4, 8, 12, 16], classes: 10 })]),
  CRNN: () => Sequential([Input([32, 24, 1]), crnn({ filters: [4, 4, 8, 8], units: 4, letters: 5 })]),
  DCGAN: () => Sequential([Input([5]), generator([8, 6, 4, 4]), discriminator([4, 4, 6, 8])]),
  DenseNet: () =>
    Sequential([image(), denseNet({ depths: [2, 2, 2, 2], added: [8, 8, 8, 8], left: [16, 12, 10], classes: 10 })]),
  DLRM: () => dlrm(10),
  EfficientNet: () =>
    Sequential([
      image(),
      efficientNet({ depths: [2, 1, 2, 1, 1, 1, 1], filters: [4, 4, 4, 8, 8, 8, 8, 8, 16], dropout: 0.2, classes: 10 }),
    ]),
  'GPT-2': () => gpt2({ words: 6, length: 8, depth: 1 }),
  InceptionResNetV2: () => Sequential([Input([75, 75, 3]), inceptionResNetV2({ depths: [1, 1, 2], classes: 10 })]),
  InceptionV3: () => Sequential([Input([75, 75, 3]), inceptionV3({ depths: [1, 1, 1], classes: 10 })]),
  'MLP-Mixer': () =>
    Sequential([
      Input([8, 8, 3]),
      mlpMixer({ patchSize: 4, patches: 4, channels: 8, hiddenPatches: 6, hiddenChannels: 10, depth: 2, classes: 10 }),
    ]),
  MobileNet: () => Sequential([image(), mobileNet({ filters: [4, 4, 8, 8, 8, 8], depth: 2, classes: 10 })]),
  MobileNetV2: () => Sequential([image(), mobileNetV2({ depths: [1, 1, 1, 1, 1], classes: 10 })]),
  MobileNetV3: () => Sequential([image(), mobileNetV3Small({ depths: [1, 1, 1], classes: 10 })]),
  NASNet: () => nasNet({ size: 32, filters: 4, depth: 1, classes: 10 }),
  PointNet: () => Sequential([Input([20, 3]), pointNet({ units: [4, 8, 16], classes: 10 })]),
  ResNet: () => Sequential([image(), resNet({ ...stages, depths: [2, 2, 2, 2] })]),
  ResNetV2: () => Sequential([image(), resNetV2({ ...stages, depths: [3, 3, 3, 3] })]),
  seq2seq: () => seq2seq({ sourceWords: 5, targetWords: 6, depth: 1 }),
  'seq2seq with attention': () => attentiveSeq2seq({ sourceWords: 5, targetWords: 6, depth: 1 }),
  'siamese network': () => siamese({ filters: [2, 4, 4], units: 8 }),
  SqueezeNet: () =>
    Sequential([
      Input([64, 64, 3]),
      squeezeNet({ filters: 8, squeezed: [2, 2, 4, 4], expanded: [4, 4, 8, 8], classes: 10 }),
    ]),
  TCN: () => Sequential([Input([20, 1]), tcn({ filters: 4, kernelSize: 3, depth: 3 })]),
  Transformer: () => transformer({ words: 6, depth: 1 }),
  'U-Net': () => Sequential([Input([188, 188, 1]), uNet({ filters: [2, 2, 4, 4, 4], classes: 2 })]),
  VGG: () => Sequential([image(), vgg({ depths: [1, 1, 2, 2, 2], filters: [4, 4, 8, 8], units: 16, classes: 10 })]),
  'Vision Transformer': () =>
    Sequential([
      Input([8, 8, 3]),
      visionTransformer({ patchSize: 4, patches: 4, width: 8, heads: 2, depth: 2, classes: 10 }),
    ]),
  WaveNet: () => waveNet({ stacks: 2, depth: 2 }),
  'Wide & Deep': () => wideAndDeep({ words: 5, crossings: 6 }),
  Xception: () =>
    Sequential([
      Input([40, 40, 3]),
      xception({ stem: [4, 6], entry: [8, 8, 8], depth: 2, exit: [8, 12, 16], classes: 10 }),
    ]),
  YOLO: () => yolo({ depths: [1, 1, 1, 1, 1], width: 2 }),
};
