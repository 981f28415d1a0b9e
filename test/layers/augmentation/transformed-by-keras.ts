import type { JsonRecord } from '../../../src/io/keras-config.js';

/**
 * What layers of Keras 3.15 on TensorFlow make of an image of (1, 4, 5, 1), `(7 * index % 11) / 10`, in training: both ends of
 * their factors are the same, so that nothing is left to chance. On JAX, pixels beyond the edges are others.
 */
export const transformedByKeras: readonly (readonly [
  className: string,
  config: JsonRecord,
  numbers: readonly number[],
])[] = [
  [
    'RandomRotation',
    { factor: [0.07, 0.07], fill_mode: 'reflect', interpolation: 'nearest', fill_value: 0 },
    [0.7, 0.3, 1, 0.8, 0.8, 0, 0.9, 0.5, 0.1, 1, 0.2, 0, 0.7, 0.3, 0.1, 0.4, 0.4, 0.2, 0.9, 0.5],
  ],
  [
    'RandomRotation',
    { factor: [0.07, 0.07], fill_mode: 'reflect', interpolation: 'bilinear', fill_value: 0 },
    [
      0.58031, 0.406463, 0.675327, 0.610815, 0.798864, 0.32147, 0.701136, 0.424361, 0.277075, 0.979829, 0.220171,
      0.411821, 0.552604, 0.498864, 0.350769, 0.401136, 0.303691, 0.42438, 0.793537, 0.431606,
    ],
  ],
  [
    'RandomTranslation',
    {
      height_factor: [0.3, 0.3],
      width_factor: [-0.35, -0.35],
      fill_mode: 'reflect',
      interpolation: 'bilinear',
      fill_value: 0,
    },
    [
      0.44, 0.7, 0.685, 0.64, 0.775, 0.4, 0.825, 0.7, 0.6, 0.9, 0.56, 0.325, 0.64, 0.76, 0.4, 0.54, 0.36, 0.785, 0.96,
      0.435,
    ],
  ],
  [
    'RandomZoom',
    {
      height_factor: [0.55, 0.55],
      width_factor: [-0.4, -0.4],
      fill_mode: 'reflect',
      interpolation: 'bilinear',
      fill_value: 0,
    },
    [
      0.56, 0.54, 0.3, 0.72, 0.92, 0.705, 0.685, 0.445, 0.3865, 0.427, 0.135, 0.335, 0.755, 0.515, 0.4345, 0.28, 0.48,
      0.9, 0.66, 0.42,
    ],
  ],
  [
    'RandomRotation',
    { factor: [0.07, 0.07], fill_mode: 'wrap', interpolation: 'nearest', fill_value: 0 },
    [0.2, 0.9, 1, 0.8, 0.2, 0, 0.9, 0.5, 0.1, 0.4, 0.8, 0, 0.7, 0.3, 0.1, 1, 0.4, 0.2, 0.3, 1],
  ],
  [
    'RandomRotation',
    { factor: [0.07, 0.07], fill_mode: 'wrap', interpolation: 'bilinear', fill_value: 0 },
    [
      0.268394, 0.713689, 0.675327, 0.610815, 0.198864, 0.32147, 0.701136, 0.424361, 0.277075, 0.379829, 0.820171,
      0.411821, 0.552604, 0.498864, 0.350769, 0.994886, 0.303691, 0.42438, 0.486311, 0.931606,
    ],
  ],
  [
    'RandomTranslation',
    {
      height_factor: [0.3, 0.3],
      width_factor: [-0.35, -0.35],
      fill_mode: 'wrap',
      interpolation: 'bilinear',
      fill_value: 0,
    },
    [
      0.685, 0.56, 0.325, 0.56, 0.26, 0.725, 0.6, 0.2, 0.6, 0.3, 0.56, 0.325, 0.64, 0.16, 0.685, 0.54, 0.36, 0.785,
      0.36, 0.225,
    ],
  ],
  [
    'RandomZoom',
    {
      height_factor: [0.55, 0.55],
      width_factor: [-0.4, -0.4],
      fill_mode: 'wrap',
      interpolation: 'bilinear',
      fill_value: 0,
    },
    [
      0.28, 0.48, 0.9, 0.66, 0.42, 0.705, 0.685, 0.445, 0.3865, 0.427, 0.135, 0.335, 0.755, 0.515, 0.4345, 0.56, 0.54,
      0.3, 0.72, 0.92,
    ],
  ],
  [
    'RandomRotation',
    { factor: [0.07, 0.07], fill_mode: 'constant', interpolation: 'nearest', fill_value: 0.5 },
    [0.5, 0.3, 1, 0.8, 0.8, 0, 0.9, 0.5, 0.1, 1, 0.2, 0, 0.7, 0.3, 0.1, 0.4, 0.4, 0.2, 0.9, 0.5],
  ],
  [
    'RandomRotation',
    { factor: [0.07, 0.07], fill_mode: 'constant', interpolation: 'bilinear', fill_value: 0.5 },
    [
      0.523386, 0.432936, 0.675327, 0.610815, 0.664876, 0.32147, 0.701136, 0.424361, 0.277075, 0.969012, 0.226479,
      0.411821, 0.552604, 0.498864, 0.350769, 0.445459, 0.303691, 0.42438, 0.71046, 0.480084,
    ],
  ],
  [
    'RandomTranslation',
    {
      height_factor: [0.3, 0.3],
      width_factor: [-0.35, -0.35],
      fill_mode: 'constant',
      interpolation: 'bilinear',
      fill_value: 0.5,
    },
    [
      0.5, 0.5, 0.5, 0.5, 0.5, 0.42, 0.76, 0.66, 0.52, 0.5, 0.56, 0.325, 0.64, 0.565, 0.5, 0.54, 0.36, 0.785, 0.615,
      0.5,
    ],
  ],
  [
    'RandomZoom',
    {
      height_factor: [0.55, 0.55],
      width_factor: [-0.4, -0.4],
      fill_mode: 'constant',
      interpolation: 'bilinear',
      fill_value: 0.5,
    },
    [
      0.5105, 0.507, 0.465, 0.5385, 0.5735, 0.705, 0.685, 0.445, 0.3865, 0.427, 0.135, 0.335, 0.755, 0.515, 0.4345,
      0.4615, 0.4965, 0.57, 0.528, 0.486,
    ],
  ],
  [
    'RandomRotation',
    { factor: [0.07, 0.07], fill_mode: 'nearest', interpolation: 'nearest', fill_value: 0 },
    [0.7, 0.3, 1, 0.8, 0.8, 0, 0.9, 0.5, 0.1, 1, 0.2, 0, 0.7, 0.3, 0.1, 0.4, 0.4, 0.2, 0.9, 0.5],
  ],
  [
    'RandomRotation',
    { factor: [0.07, 0.07], fill_mode: 'nearest', interpolation: 'bilinear', fill_value: 0 },
    [
      0.58031, 0.406463, 0.675327, 0.610815, 0.798864, 0.32147, 0.701136, 0.424361, 0.277075, 0.979829, 0.220171,
      0.411821, 0.552604, 0.498864, 0.350769, 0.401136, 0.303691, 0.42438, 0.793537, 0.431606,
    ],
  ],
  [
    'RandomTranslation',
    {
      height_factor: [0.3, 0.3],
      width_factor: [-0.35, -0.35],
      fill_mode: 'nearest',
      interpolation: 'bilinear',
      fill_value: 0,
    },
    [
      0.4, 0.825, 0.7, 0.6, 0.6, 0.4, 0.825, 0.7, 0.6, 0.6, 0.56, 0.325, 0.64, 0.76, 0.76, 0.54, 0.36, 0.785, 0.96,
      0.96,
    ],
  ],
  [
    'RandomZoom',
    {
      height_factor: [0.55, 0.55],
      width_factor: [-0.4, -0.4],
      fill_mode: 'nearest',
      interpolation: 'bilinear',
      fill_value: 0,
    },
    [
      0.56, 0.54, 0.3, 0.72, 0.92, 0.705, 0.685, 0.445, 0.3865, 0.427, 0.135, 0.335, 0.755, 0.515, 0.4345, 0.28, 0.48,
      0.9, 0.66, 0.42,
    ],
  ],
  [
    'RandomZoom',
    { height_factor: [0.55, 0.55], fill_mode: 'constant', interpolation: 'nearest', fill_value: 0 },
    [0, 0, 0, 0, 0, 0, 0.2, 0.5, 0.8, 0, 0, 0.4, 0.7, 1, 0, 0, 0, 0, 0, 0],
  ],
];
