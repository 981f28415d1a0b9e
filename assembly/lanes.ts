// Four floats at a time.

/** a * b + c; rounded once where the engine can, and else twice. */
// @ts-ignore: decorators of functions are AssemblyScript's own.
@inline
export function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}
