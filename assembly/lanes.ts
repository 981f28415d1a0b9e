// Four floats at a time.

/** a * b + c; rounded once where the engine can, and else twice. */
// @ts-ignore: decorators of functions are AssemblyScript's own.
@inline
export function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}

/** Loads four floats, or one. */
// @ts-ignore: decorators of functions are AssemblyScript's own.
@inline
export function loadLanes(address: usize, isWhole: bool): v128 {
  return isWhole ? v128.load(address) : v128.load32_zero(address);
}

/** Stores four floats, or the first. */
// @ts-ignore: decorators of functions are AssemblyScript's own.
@inline
export function storeLanes(address: usize, value: v128, isWhole: bool): void {
  if (isWhole) v128.store(address, value);
  else v128.store_lane<f32>(address, value, 0);
}

/** 1.5 * 2 ** 23: what is added to it is rounded to an integer, in its lowest bits. */
const rounding: f32 = 12582912;

/** The exponential function, for numbers from -87 to 88, and as for these beyond. */
// @ts-ignore: decorators of functions are AssemblyScript's own.
@inline
function exponential(x: v128): v128 {
  const inside = f32x4.pmax(f32x4.pmin(x, f32x4.splat(88)), f32x4.splat(-87));
  const shifted = f32x4.add(f32x4.mul(inside, f32x4.splat(1.44269504)), f32x4.splat(rounding));
  const power = f32x4.sub(shifted, f32x4.splat(rounding));
  // The logarithm of 2 in two parts: the first times an integer is exact.
  const reduced = multiplyAdd(power, f32x4.splat(-0.693359375), inside);
  const rest = multiplyAdd(power, f32x4.splat(2.12194440e-4), reduced);
  let sum = multiplyAdd(rest, f32x4.splat(0.001395171508193016), f32x4.splat(0.008369598537683487));
  sum = multiplyAdd(rest, sum, f32x4.splat(0.0416661873459816));
  sum = multiplyAdd(rest, sum, f32x4.splat(0.16666512191295624));
  sum = multiplyAdd(rest, sum, f32x4.splat(0.5));
  sum = multiplyAdd(f32x4.mul(rest, rest), sum, f32x4.add(rest, f32x4.splat(1)));
  return i32x4.add(sum, i32x4.shl(shifted, 23));
}

// @ts-ignore: decorators of functions are AssemblyScript's own.
@inline
export function sigmoid(x: v128): v128 {
  const one = f32x4.splat(1);
  return f32x4.div(one, f32x4.add(one, exponential(f32x4.neg(x))));
}

/** The hyperbolic tangent: a polynomial near zero, where the other formula loses digits. */
// @ts-ignore: decorators of functions are AssemblyScript's own.
@inline
export function hyperbolicTangent(x: v128): v128 {
  const one = f32x4.splat(1);
  const size = f32x4.abs(x);
  const sign = v128.and(x, f32x4.splat(-0.0));
  const far = f32x4.sub(one, f32x4.div(f32x4.splat(2), f32x4.add(exponential(f32x4.add(size, size)), one)));
  const square = f32x4.mul(x, x);
  let near = multiplyAdd(square, f32x4.splat(-0.005717028398066759), f32x4.splat(0.020650571212172508));
  near = multiplyAdd(square, near, f32x4.splat(-0.05374349281191826));
  near = multiplyAdd(square, near, f32x4.splat(0.13331490755081177));
  near = multiplyAdd(square, near, f32x4.splat(-0.3333328366279602));
  near = multiplyAdd(f32x4.mul(square, x), near, x);
  return v128.bitselect(near, v128.or(far, sign), f32x4.lt(size, f32x4.splat(0.625)));
}

/** The slope of the sigmoid where it has this value. */
// @ts-ignore: decorators of functions are AssemblyScript's own.
@inline
export function sigmoidSlope(value: v128): v128 {
  return f32x4.mul(value, f32x4.sub(f32x4.splat(1), value));
}

/** The slope of the hyperbolic tangent where it has this value. */
// @ts-ignore: decorators of functions are AssemblyScript's own.
@inline
export function tangentSlope(value: v128): v128 {
  return f32x4.sub(f32x4.splat(1), f32x4.mul(value, value));
}
