import type { FusedProgram } from '../recording.js';
import {
  four,
  instruction,
  type Lanes,
  operations,
  signed,
  single,
  splat,
  unsigned,
  valueType,
} from './instructions.js';

/** The bytes of a module with one function for each program, named by its place: it gets addresses of inputs and outputs. */
export function emitModule(programs: readonly FusedProgram[]): Uint8Array<ArrayBuffer> {
  const section = (id: number, items: readonly (readonly number[])[]): number[] => {
    const content = [...unsigned(items.length), ...items.flat()];
    return [id, ...unsigned(content.length), ...content];
  };
  const name = (text: string) => [text.length, ...[...text].map((letter) => letter.charCodeAt(0))];
  const counts = programs.map(({ areScalars, stored }) => areScalars.length + stored.length);
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(
      1,
      counts.map((count) => [0x60, ...unsigned(count), ...Array<number>(count).fill(valueType.i32), 0]),
    ),
    ...section(2, [[...name('m'), ...name('m'), 2, 0, 0]]),
    ...section(
      3,
      programs.map((_, index) => unsigned(index)),
    ),
    ...section(
      7,
      programs.map((_, index) => [...name(String(index)), 0, ...unsigned(index)]),
    ),
    ...section(
      10,
      programs.map((program) => {
        const body = emitBody(program);
        return [...unsigned(body.length), ...body];
      }),
    ),
  ]);
}

function emitBody(program: FusedProgram): number[] {
  const { areScalars, operations: all, stored, size } = program;
  const parameters = areScalars.length + stored.length;
  const values = areScalars.length + all.length;
  // Locals: addresses, the offset, and values as four elements and as one.
  const offset = parameters;
  const whole = (size - (size % 4)) * 4;
  const parts = [
    { lanes: four, first: offset + 1, end: whole },
    { lanes: single, first: offset + 1 + values, end: size * 4 },
  ];
  const code = parts.flatMap(({ lanes, first, end }) => emitLoop(program, lanes, first, offset, end));
  const locals = [
    [1, valueType.i32],
    [...unsigned(values), valueType.v128],
    [...unsigned(values), valueType.f32],
  ];
  return [...unsigned(locals.length), ...locals.flat(), ...code, ...instruction.end];
}

/** Goes on from the offset to an end; `first` is the local of the first value. */
function emitLoop(
  { areScalars, operations: all, stored }: FusedProgram,
  lanes: Lanes,
  first: number,
  offset: number,
  end: number,
): number[] {
  const get = (local: number) => [...instruction.localGet, ...unsigned(local)];
  const set = (local: number) => [...instruction.localSet, ...unsigned(local)];
  const address = (local: number) => [...get(local), ...get(offset), ...instruction.i32Add];
  const value = (index: number) => first + index;
  const scalars = areScalars.flatMap((isScalar, index) => {
    if (!isScalar) return [];
    return [...get(index), ...single.load, ...(lanes === four ? splat : []), ...set(value(index))];
  });
  const loads = areScalars.flatMap((isScalar, index) =>
    isScalar ? [] : [...address(index), ...lanes.load, ...set(value(index))],
  );
  const computed = all.flatMap(({ name, operands }, index) => [
    ...operations[name](lanes, ...operands.map((operand) => get(value(operand)))),
    ...set(value(areScalars.length + index)),
  ]);
  const stores = stored.flatMap((output, index) => [
    ...address(areScalars.length + index),
    ...get(value(output.value)),
    ...lanes.store,
  ]);
  return [
    ...scalars,
    ...instruction.block,
    ...instruction.loop,
    ...get(offset),
    ...instruction.i32Const,
    ...signed(end),
    ...instruction.i32GeU,
    ...instruction.brIf,
    1,
    ...loads,
    ...computed,
    ...stores,
    ...get(offset),
    ...instruction.i32Const,
    ...signed(lanes.bytes),
    ...instruction.i32Add,
    ...set(offset),
    ...instruction.br,
    0,
    ...instruction.end,
    ...instruction.end,
  ];
}
