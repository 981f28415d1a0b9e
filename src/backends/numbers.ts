/**
 * Functions of single numbers that TensorFlow.js' kernels get wrong at zero, NaN and the infinities. They are what Keras
 * computes on TensorFlow.
 *
 * Some results differ from those of Keras on TensorFlow and are meant to: `argmax` and `argmin` of NaN are the place of
 * the first element, as if NaN were not there; sums, means and products are computed in double precision, so that those
 * of a few numbers near 3e38 do not overflow on the way; `hardShrink` and `softShrink` of NaN are NaN, not 0; softmax of
 * a row with Infinity is NaN throughout, as in Keras on JAX; squareplus of -Infinity is 0, not NaN.
 */

/** The quotient of two float32 numbers rounded down: `Infinity` for 5 / 0, NaN for 0 / 0. */
export function floorDivide(left: number, right: number): number {
  return Math.floor(Math.fround(left / right));
}

/** The remainder with the sign of the divisor. */
export function modulo(left: number, right: number): number {
  const rest = left % right;
  return rest !== 0 && rest < 0 !== right < 0 ? rest + right : rest;
}

/** The power, which is 1 for base 1, and for base -1 with an infinite exponent; in JavaScript these are NaN. */
export function power(base: number, exponent: number): number {
  if (base === 1 || (base === -1 && Math.abs(exponent) === Number.POSITIVE_INFINITY)) return 1;
  return base ** exponent;
}

/** -1, 0 or 1, and NaN for NaN. */
export function signOf(value: number): number {
  return value > 0 ? 1 : value < 0 ? -1 : value === 0 ? 0 : Number.NaN;
}
