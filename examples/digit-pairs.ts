import { type LabelledImages, scalePixels } from 'tupleflow/datasets';
import { randomChoices } from './random.js';

/** Pairs of images of 8 x 8 pixels, and whether both show the same digit: 1 or 0. */
export interface DigitPairs {
  readonly imagesA: Float32Array;
  readonly imagesB: Float32Array;
  readonly areSame: Float32Array;
}

/** Random pairs: the same digit and two different ones in turn. */
export function digitPairs(digits: LabelledImages, count: number, seed: number): DigitPairs {
  const { below, pick } = randomChoices(seed);
  const images = scalePixels(digits.images).data;
  const places = Array.from({ length: 10 }, (_, digit) =>
    [...digits.labels.data.keys()].filter((place) => digits.labels.data[place] === digit),
  );
  const pairs: DigitPairs = {
    imagesA: new Float32Array(count * 64),
    imagesB: new Float32Array(count * 64),
    areSame: new Float32Array(count),
  };
  for (let pair = 0; pair < count; pair++) {
    const isSame = pair % 2 === 0;
    const digitA = below(10);
    const digitB = isSame ? digitA : (digitA + 1 + below(9)) % 10;
    const [placeA, placeB] = [digitA, digitB].map((digit) => pick(places[digit] as number[])) as [number, number];
    pairs.imagesA.set(images.subarray(placeA * 64, (placeA + 1) * 64), pair * 64);
    pairs.imagesB.set(images.subarray(placeB * 64, (placeB + 1) * 64), pair * 64);
    pairs.areSame[pair] = isSame ? 1 : 0;
  }
  return pairs;
}
