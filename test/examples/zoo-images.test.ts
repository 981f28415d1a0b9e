import { Input, Sequential } from 'tupleflow';
import { describe, it } from 'vitest';
import { fullMobileNet, mobileNet } from '../../examples/zoo/mobile-net.js';
import { resNet, resNet50, resNet101, resNet152 } from '../../examples/zoo/res-net.js';
import { resNet50V2, resNetV2 } from '../../examples/zoo/res-net-v2.js';
import { fullSqueezeNet, squeezeNet } from '../../examples/zoo/squeeze-net.js';
import { fullUNet, uNet } from '../../examples/zoo/u-net.js';
import { vgg, vgg16, vgg19 } from '../../examples/zoo/vgg.js';
import { fullXception, xception } from '../../examples/zoo/xception.js';
import { expectArchitecture, expectToTrain } from './zoo-models.js';

const image = () => Input([32, 32, 3]);
const stages = { filters: [4, 6, 8, 8], expanded: [8, 12, 16, 16], classes: 10 } as const;

describe('VGG', () => {
  it('has the parameters of Keras', () => {
    expectArchitecture(vgg16(), 138_357_544, [null, 1000], vgg16().outputs);
    expectArchitecture(vgg19(), 143_667_240, [null, 1000], vgg19().outputs);
  });
  it('trains', () =>
    expectToTrain(
      Sequential([image(), vgg({ depths: [1, 1, 2, 2, 2], filters: [4, 4, 8, 8], units: 16, classes: 10 })]),
    ));
});

describe('ResNet', () => {
  it('has the parameters of Keras', () => {
    expectArchitecture(resNet50(), 25_636_712, [null, 1000], resNet50().outputs);
    expectArchitecture(resNet101(), 44_707_176, [null, 1000], resNet101().outputs);
    expectArchitecture(resNet152(), 60_419_944, [null, 1000], resNet152().outputs);
  });
  it('trains', () => expectToTrain(Sequential([image(), resNet({ ...stages, depths: [2, 2, 2, 2] })])));
});

describe('ResNetV2', () => {
  it('has the parameters of Keras', () => {
    expectArchitecture(resNet50V2(), 25_613_800, [null, 1000], resNet50V2().outputs);
  });
  it('trains', () => expectToTrain(Sequential([image(), resNetV2({ ...stages, depths: [3, 3, 3, 3] })])));
});

describe('Xception', () => {
  it('has the parameters of Keras', () => {
    expectArchitecture(fullXception(), 22_910_480, [null, 1000], fullXception().outputs);
  });
  it('trains', () =>
    expectToTrain(
      Sequential([
        Input([40, 40, 3]),
        xception({ stem: [4, 6], entry: [8, 8, 8], depth: 2, exit: [8, 12, 16], classes: 10 }),
      ]),
    ));
});

describe('MobileNet', () => {
  it('has the parameters of Keras', () => {
    expectArchitecture(fullMobileNet(), 4_253_864, [null, 1000], fullMobileNet().outputs);
  });
  it('trains', () =>
    expectToTrain(Sequential([image(), mobileNet({ filters: [4, 4, 8, 8, 8, 8], depth: 2, classes: 10 })])));
});

describe('SqueezeNet', () => {
  it('has the parameters of its paper', () => {
    expectArchitecture(fullSqueezeNet(), 1_248_424, [null, 1000], fullSqueezeNet().outputs);
  });
  it('trains', () =>
    expectToTrain(
      Sequential([
        Input([64, 64, 3]),
        squeezeNet({ filters: 8, squeezed: [2, 2, 4, 4], expanded: [4, 4, 8, 8], classes: 10 }),
      ]),
    ));
});

describe('U-Net', () => {
  it('has as many parameters as counted by hand', () => {
    expectArchitecture(fullUNet(), 31_030_658, [null, 388, 388, 2], fullUNet().outputs);
  });
  it('trains', () => expectToTrain(Sequential([Input([188, 188, 1]), uNet({ filters: [2, 2, 4, 4, 4], classes: 2 })])));
});
