import { Input, Sequential } from 'tupleflow';
import { describe, it } from 'vitest';
import { discriminator, fullDiscriminator, fullGenerator, generator } from '../../examples/zoo/dcgan.js';
import { dlrm, fullDlrm } from '../../examples/zoo/dlrm.js';
import { mlpMixer, mlpMixerB16 } from '../../examples/zoo/mlp-mixer.js';
import { fullPointNet, pointNet } from '../../examples/zoo/point-net.js';
import { fullSiamese, siamese } from '../../examples/zoo/siamese.js';
import { variationalAutoencoder } from '../../examples/zoo/variational-autoencoder.js';
import { visionTransformer, visionTransformerB16 } from '../../examples/zoo/vision-transformer.js';
import { fullWideAndDeep, wideAndDeep } from '../../examples/zoo/wide-and-deep.js';
import { expectArchitecture, expectToTrain } from './zoo-models.js';

describe('DCGAN', () => {
  it('has as many parameters as counted by hand', () => {
    expectArchitecture(fullGenerator(), 18_858_883, [null, 64, 64, 3], fullGenerator().outputs);
    expectArchitecture(fullDiscriminator(), 4_317_441, [null, 1], fullDiscriminator().outputs);
  });
  it('trains', () => expectToTrain(Sequential([Input([5]), generator([8, 6, 4, 4]), discriminator([4, 4, 6, 8])])));
});

describe('variational autoencoder', () => {
  it("has the parameters of Keras' example", () => {
    const model = variationalAutoencoder();
    expectArchitecture(model, 134_165, [null, 28, 28, 1], model.outputs);
  });
  it('trains', () => expectToTrain(variationalAutoencoder()));
});

describe('Vision Transformer', () => {
  it('has the parameters of its weights', () => {
    expectArchitecture(visionTransformerB16(), 86_567_656, [null, 1000], visionTransformerB16().outputs);
  });
  it('trains', () =>
    expectToTrain(
      Sequential([
        Input([8, 8, 3]),
        visionTransformer({ patchSize: 4, patches: 4, width: 8, heads: 2, depth: 2, classes: 10 }),
      ]),
    ));
});

describe('MLP-Mixer', () => {
  it('has the parameters of its weights', () => {
    expectArchitecture(mlpMixerB16(), 59_880_472, [null, 1000], mlpMixerB16().outputs);
  });
  it('trains', () =>
    expectToTrain(
      Sequential([
        Input([8, 8, 3]),
        mlpMixer({
          patchSize: 4,
          patches: 4,
          channels: 8,
          hiddenPatches: 6,
          hiddenChannels: 10,
          depth: 2,
          classes: 10,
        }),
      ]),
    ));
});

describe('PointNet', () => {
  it('has as many parameters as counted by hand', () => {
    expectArchitecture(fullPointNet(), 3_492_209, [null, 40], fullPointNet().outputs);
  });
  it('trains', () => expectToTrain(Sequential([Input([20, 3]), pointNet({ units: [4, 8, 16], classes: 10 })])));
});

describe('siamese network', () => {
  it('has the parameters of its paper', () => {
    expectArchitecture(fullSiamese(), 38_951_745, [null, 1], fullSiamese().outputs);
  });
  it('trains', () => expectToTrain(siamese({ filters: [2, 4, 4], units: 8 })));
});

describe('DLRM', () => {
  it('has as many parameters as counted by hand', () => {
    expectArchitecture(fullDlrm(), 540_677_217, [null, 1], fullDlrm().outputs);
  });
  it('trains', () => expectToTrain(dlrm(10)));
});

describe('Wide & Deep', () => {
  it('has as many parameters as counted by hand', () => {
    expectArchitecture(fullWideAndDeep(), 43_656_844, [null, 1], fullWideAndDeep().outputs);
  });
  it('trains', () => expectToTrain(wideAndDeep({ words: 5, crossings: 6 })));
});
