import { finite } from '../../arguments/number.js';
import { oneOf } from '../../arguments/one-of.js';
import { withDefaults } from '../../arguments/with-defaults.js';
import type { LayerConstructor } from '../../graph/define-layer.js';
import type { DataFormat } from '../../types/data-format.js';
import type { AffineMap } from './affine-map.js';
import { type AugmentationOptions, type Draw, defineAugmentation } from './define-augmentation.js';
import { type FillMode, fillModes } from './fill-mode.js';
import type { HeightWidth } from './image-axes.js';
import { type TransformOptions, transformImages } from './transform-images.js';

/** What layers take that turn, move or zoom images. */
export interface AffineAugmentationOptions<Format extends DataFormat = DataFormat> extends AugmentationOptions<Format> {
  /**
   * What comes in from beyond the edges: `reflect` the image mirrored, `wrap` the image again, `constant` the `fillValue`,
   * `nearest` the pixels at the edge. The default is `reflect`.
   */
  readonly fillMode?: FillMode;
  /** Whether pixels are taken from where they are nearest or mixed from four. The default is `bilinear`. */
  readonly interpolation?: 'nearest' | 'bilinear';
  /** The value of added pixels. The default is 0. */
  readonly fillValue?: number;
}

const defaults = { fillMode: 'reflect', interpolation: 'bilinear', fillValue: 0 } as const;

/** Defines a class that moves the pixels of each image by a map, which it draws anew. */
export function defineAffineAugmentation<Given extends AffineAugmentationOptions, Factors extends object>(
  name: string,
  factorsOf: (given: Given) => Factors,
  drawMap: (factors: Factors, size: HeightWidth, draw: Draw) => AffineMap,
): LayerConstructor<Given> {
  return defineAugmentation({
    name,
    configure: (given: Given) => ({ ...factorsOf(given), ...checkTransform(name, given) }),
    augment: (images, configuration, draw) => {
      const [count, height, width] = images.shape as [number, number, number];
      const maps = Array.from({ length: count }, () => drawMap(configuration, [height, width], draw));
      return transformImages(images, maps, configuration);
    },
  });
}

function checkTransform(name: string, given: AffineAugmentationOptions): TransformOptions {
  const { fillMode, interpolation, fillValue } = withDefaults(defaults, given);
  return {
    fillMode: oneOf<FillMode>(`${name}: fillMode`, fillMode, fillModes),
    interpolation: oneOf(`${name}: interpolation`, interpolation, ['nearest', 'bilinear']),
    fillValue: finite(`${name}: fillValue`, fillValue),
  };
}
