import type { Elementwise } from '../recording.js';

/** Instructions of WebAssembly that are used here, by their names in its specification. */
export const instruction = {
  block: [0x02, 0x40],
  loop: [0x03, 0x40],
  br: [0x0c],
  brIf: [0x0d],
  end: [0x0b],
  localGet: [0x20],
  localSet: [0x21],
  i32Const: [0x41],
  i32GeU: [0x4f],
  i32Add: [0x6a],
  f32Const: [0x43],
} as const;

export const valueType = { i32: 0x7f, f32: 0x7d, v128: 0x7b } as const;

/** An integer as WebAssembly writes it: LEB128. */
export function unsigned(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)];
}

/** The same of an integer that may be negative. */
export function signed(value: number): number[] {
  const rest = value >> 7;
  const isLast = (rest === 0 && (value & 0x40) === 0) || (rest === -1 && (value & 0x40) !== 0);
  return isLast ? [value & 0x7f] : [(value & 0x7f) | 0x80, ...signed(rest)];
}

const simd = (code: number): number[] => [0xfd, ...unsigned(code)];

/** The instructions for one element, or for four. */
export interface Lanes {
  readonly bytes: 4 | 16;
  readonly type: number;
  readonly load: readonly number[];
  readonly store: readonly number[];
  readonly one: readonly number[];
  readonly zero: readonly number[];
  readonly add: readonly number[];
  readonly sub: readonly number[];
  readonly mul: readonly number[];
  readonly div: readonly number[];
  readonly min: readonly number[];
  readonly max: readonly number[];
  readonly abs: readonly number[];
  readonly neg: readonly number[];
  readonly sqrt: readonly number[];
  /** 1 where an element is above 0, else 0; NaN stays. */
  readonly step: (x: readonly number[]) => readonly number[];
}

const floatOne = [...instruction.f32Const, 0, 0, 0x80, 0x3f];
const floatZero = [...instruction.f32Const, 0, 0, 0, 0];
/** One float as four. */
export const splat: readonly number[] = simd(0x13);

export const single: Lanes = {
  bytes: 4,
  type: valueType.f32,
  load: [0x2a, 2, 0],
  store: [0x38, 2, 0],
  one: floatOne,
  zero: floatZero,
  add: [0x92],
  sub: [0x93],
  mul: [0x94],
  div: [0x95],
  min: [0x96],
  max: [0x97],
  abs: [0x8b],
  neg: [0x8c],
  sqrt: [0x91],
  // select(select(1, 0, x > 0), x, x == x)
  step: (x) => [...floatOne, ...floatZero, ...x, ...floatZero, 0x5e, 0x1b, ...x, ...x, ...x, 0x5b, 0x1b],
};

export const four: Lanes = {
  bytes: 16,
  type: valueType.v128,
  load: [...simd(0), 2, 0],
  store: [...simd(0x0b), 2, 0],
  one: [...floatOne, ...splat],
  zero: [...floatZero, ...splat],
  add: simd(0xe4),
  sub: simd(0xe5),
  mul: simd(0xe6),
  div: simd(0xe7),
  min: simd(0xe8),
  max: simd(0xe9),
  abs: simd(0xe0),
  neg: simd(0xe1),
  sqrt: simd(0xe3),
  // ((x > 0) & 1) | ((x != x) & x)
  step: (x) => [
    ...[...x, ...floatZero, ...splat, ...simd(0x44), ...floatOne, ...splat, ...simd(0x4e)],
    ...[...x, ...x, ...simd(0x42), ...x, ...simd(0x4e), ...simd(0x50)],
  ],
};

/** The instructions of an operation, on operands that `get` puts on the stack. */
export const operations: Readonly<
  Record<Elementwise, (lanes: Lanes, ...get: readonly number[][]) => readonly number[]>
> = {
  Abs: ({ abs }, x = []) => [...x, ...abs],
  Add: ({ add }, a = [], b = []) => [...a, ...b, ...add],
  Cast: (_, x = []) => x,
  Maximum: ({ max }, a = [], b = []) => [...a, ...b, ...max],
  Minimum: ({ min }, a = [], b = []) => [...a, ...b, ...min],
  Multiply: ({ mul }, a = [], b = []) => [...a, ...b, ...mul],
  Neg: ({ neg }, x = []) => [...x, ...neg],
  RealDiv: ({ div }, a = [], b = []) => [...a, ...b, ...div],
  Relu: ({ max, zero }, x = []) => [...x, ...zero, ...max],
  Rsqrt: ({ div, one, sqrt }, x = []) => [...one, ...x, ...sqrt, ...div],
  Sqrt: ({ sqrt }, x = []) => [...x, ...sqrt],
  Square: ({ mul }, x = []) => [...x, ...x, ...mul],
  Step: ({ step }, x = []) => step(x),
  Sub: ({ sub }, a = [], b = []) => [...a, ...b, ...sub],
};
