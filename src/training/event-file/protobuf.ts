/** A field of a message: its number, and what it holds. */
export interface Field {
  readonly number: number;
  readonly bytes: readonly number[];
}

/** How the bytes of a field are laid out, as its tag says. */
const wireTypes = { varint: 0, fixed64: 1, lengthDelimited: 2, fixed32: 5 } as const;

/** A message of fields, as the wire format of Protocol Buffers has it. */
export function message(...fields: readonly Field[]): readonly number[] {
  return fields.flatMap(({ bytes }) => bytes);
}

/** An integer that is 0 or more. */
export function integer(number: number, value: number): Field {
  return field(number, 'varint', varint(value));
}

export function double(number: number, value: number): Field {
  return field(number, 'fixed64', [...new Uint8Array(new Float64Array([value]).buffer)]);
}

/** Text, bytes, a message within a message, or packed numbers. */
export function bytes(number: number, value: string | ArrayLike<number>): Field {
  const content = Array.from(typeof value === 'string' ? new TextEncoder().encode(value) : value);
  return field(number, 'lengthDelimited', [...varint(content.length), ...content]);
}

function field(number: number, type: keyof typeof wireTypes, content: readonly number[]): Field {
  return { number, bytes: [...varint(number * 8 + wireTypes[type]), ...content] };
}

/** Seven bits a byte, the lowest first; in all but the last the highest bit is set. */
function varint(value: number): readonly number[] {
  const rest = Math.floor(value / 128);
  return rest === 0 ? [value] : [(value % 128) + 128, ...varint(rest)];
}
