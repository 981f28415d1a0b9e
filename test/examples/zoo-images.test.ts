import { Input, Sequential } from 'tupleflow';
import { describe, it } from 'vitest';
import { convNext, convNextTiny } from '../../examples/zoo/conv-next.js';
import { denseNet, denseNet121, denseNet201 } from '../../examples/zoo/dense-net.js';
import { efficientNet } from '../../examples/zoo/efficient-net.js';
import { efficientNetB0 } from '../../examples/zoo/efficient-net-b0.js';
import { efficientNetB7 } from '../../examples/zoo/efficient-net-b7.js';
import { fullInceptionResNetV2, inceptionResNetV2 } from '../../examples/zoo/inception-res-net-v2.js';
import { fullInceptionV3, inceptionV3 } from '../../examples/zoo/inception-v3.js';
import { fullMobileNet, mobileNet } from '../../examples/zoo/mobile-net.js';
import { fullMobileNetV2, mobileNetV2 } from '../../examples/zoo/mobile-net-v2.js';
import { fullMobileNetV3Small, mobileNetV3Small } from '../../examples/zoo/mobile-net-v3.js';
import { nasNet, nasNetMobile } from '../../examples/zoo/nas-net.js';
import { resNet, resNet50, resNet101, resNet152 } from '../../examples/zoo/res-net.js';
import { resNet50V2, resNetV2 } from '../../examples/zoo/res-net-v2.js';
import { fullSqueezeNet, squeezeNet } from '../../examples/zoo/squeeze-net.js';
import { fullUNet, uNet } from '../../examples/zoo/u-net.js';
import { vgg, vgg16, vgg19 } from '../../examples/zoo/vgg.js';
import { fullXception, xception } from '../../examples/zoo/xception.js';
import { fullYolo, yolo } from '../../examples/zoo/yolo.js';
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

describe('MobileNetV2', () => {
  it('has the parameters of Keras', () => {
    expectArchitecture(fullMobileNetV2(), 3_538_984, [null, 1000], fullMobileNetV2().outputs);
  });
  it('trains', () => expectToTrain(Sequential([image(), mobileNetV2({ depths: [1, 1, 1, 1, 1], classes: 10 })])));
});

describe('MobileNetV3', () => {
  it('has the parameters of Keras', () => {
    expectArchitecture(fullMobileNetV3Small(), 2_554_968, [null, 1000], fullMobileNetV3Small().outputs);
  });
  it('trains', () => expectToTrain(Sequential([image(), mobileNetV3Small({ depths: [1, 1, 1], classes: 10 })])));
});

describe('InceptionV3', () => {
  it('has the parameters of Keras', () => {
    expectArchitecture(fullInceptionV3(), 23_851_784, [null, 1000], fullInceptionV3().outputs);
  });
  it('trains', () => expectToTrain(Sequential([Input([75, 75, 3]), inceptionV3({ depths: [1, 1, 1], classes: 10 })])));
});

describe('InceptionResNetV2', () => {
  it('has the parameters of Keras', () => {
    expectArchitecture(fullInceptionResNetV2(), 55_873_736, [null, 1000], fullInceptionResNetV2().outputs);
  });
  it('trains', () =>
    expectToTrain(Sequential([Input([75, 75, 3]), inceptionResNetV2({ depths: [1, 1, 2], classes: 10 })])));
});

describe('DenseNet', () => {
  it('has the parameters of Keras', () => {
    expectArchitecture(denseNet121(), 8_062_504, [null, 1000], denseNet121().outputs);
    expectArchitecture(denseNet201(), 20_242_984, [null, 1000], denseNet201().outputs);
  });
  it('trains', () =>
    expectToTrain(
      Sequential([image(), denseNet({ depths: [2, 2, 2, 2], added: [8, 8, 8, 8], left: [16, 12, 10], classes: 10 })]),
    ));
});

describe('EfficientNet', () => {
  it('has the parameters of Keras', () => {
    expectArchitecture(efficientNetB0(), 5_330_571, [null, 1000], efficientNetB0().outputs);
    expectArchitecture(efficientNetB7(), 66_658_687, [null, 1000], efficientNetB7().outputs);
  });
  it('trains', () =>
    expectToTrain(
      Sequential([
        image(),
        efficientNet({
          depths: [2, 1, 2, 1, 1, 1, 1],
          filters: [4, 4, 4, 8, 8, 8, 8, 8, 16],
          dropout: 0.2,
          classes: 10,
        }),
      ]),
    ));
});

describe('ConvNeXt', () => {
  it('has the parameters of Keras', () => {
    expectArchitecture(convNextTiny(), 28_589_128, [null, 1000], convNextTiny().outputs);
  });
  it('trains', () =>
    expectToTrain(Sequential([image(), convNext({ depths: [1, 1, 2, 1], channels: [4, 8, 12, 16], classes: 10 })])));
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

describe('NASNet', () => {
  it('has the parameters of Keras', () => {
    expectArchitecture(nasNetMobile(), 5_326_716, [null, 1000], nasNetMobile().outputs);
  });
  it('trains', () => expectToTrain(nasNet({ size: 32, filters: 4, depth: 1, classes: 10 })));
});

describe('YOLO', () => {
  it('has the parameters of its weights', () => {
    const model = fullYolo();
    expectArchitecture(model, 62_001_757, [null, 13, 13, 255], model.outputs.large);
    expectArchitecture(model, 62_001_757, [null, 26, 26, 255], model.outputs.middle);
    expectArchitecture(model, 62_001_757, [null, 52, 52, 255], model.outputs.small);
  });
  it('trains', () => expectToTrain(yolo({ depths: [1, 1, 1, 1, 1], width: 2 })));
});
