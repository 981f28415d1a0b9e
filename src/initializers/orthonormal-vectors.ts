/**
 * `count` vectors of `length` numbers, of length 1 and orthogonal to each other, all such sets alike: the Q of the QR
 * decomposition of a matrix of normally distributed numbers, with a positive diagonal in R (Gram and Schmidt, modified).
 */
export function orthonormalVectors(count: number, length: number, normal: () => number): Float64Array[] {
  const vectors: Float64Array[] = [];
  const zero = new Float64Array(length);
  while (vectors.length < count) {
    const vector = Float64Array.from({ length }, normal);
    for (let start = 0; start < vectors.length; start += 4) {
      const [first = zero, second = zero, third = zero, fourth = zero] = vectors.slice(start, start + 4);
      removeParts(vector, first, second, third, fourth);
    }
    vectors.push(normalized(vector));
  }
  return vectors;
}

/** Takes from `vector` its parts along four others: at a time, because that is twice as fast as one by one. */
function removeParts(
  vector: Float64Array,
  first: Float64Array,
  second: Float64Array,
  third: Float64Array,
  fourth: Float64Array,
): void {
  let alongFirst = 0;
  let alongSecond = 0;
  let alongThird = 0;
  let alongFourth = 0;
  for (let index = 0; index < vector.length; index++) {
    const value = vector[index] as number;
    alongFirst += value * (first[index] as number);
    alongSecond += value * (second[index] as number);
    alongThird += value * (third[index] as number);
    alongFourth += value * (fourth[index] as number);
  }
  for (let index = 0; index < vector.length; index++) {
    vector[index] =
      (vector[index] as number) -
      alongFirst * (first[index] as number) -
      alongSecond * (second[index] as number) -
      alongThird * (third[index] as number) -
      alongFourth * (fourth[index] as number);
  }
}

function normalized(vector: Float64Array): Float64Array {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  return vector.map((value) => value / length);
}
