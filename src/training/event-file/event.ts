/** A field of a message: its number, and what it holds. */
interface Field {
  readonly number: number;
  readonly bytes: readonly number[];
}

/** How the bytes of a field are laid out, as its tag says. */
const wireTypes = { varint: 0, fixed64: 1, lengthDelimited: 2, fixed32: 5 } as const;

/** A message of fields, as the wire format of Protocol Buffers has it. */
function message(...fields: readonly Field[]): readonly number[] {
  return fields.flatMap(({ bytes }) => bytes);
}

/** An integer that is 0 or more. */
export function integer(number: number, value: number): Field {
  return field(number, 'varint', varint(value));
}

function double(number: number, value: number): Field {
  return field(number, 'fixed64', [...new Uint8Array(new Float64Array([value]).buffer)]);
}

/** Text, bytes, a message within a message, or packed numbers. */
function bytes(number: number, value: string | ArrayLike<number>): Field {
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

/** Something that TensorBoard shows: by its name, at a step. */
export interface Summary {
  readonly tag: string;
  readonly step: number;
  /** Which part of TensorBoard shows it. */
  readonly plugin: 'scalars' | 'histograms';
  readonly shape: readonly number[];
  readonly values: Float32Array | Float64Array;
}

/** A number. */
export function scalar(tag: string, value: number, step: number): Summary {
  return { tag, step, plugin: 'scalars', shape: [], values: Float32Array.of(value) };
}

/** The first event of a file, which says what the others are like. */
export function versionEvent(seconds: number): readonly number[] {
  return message(double(1, seconds), bytes(3, 'brain.Event:2'), bytes(10, message(bytes(1, 'tupleflow'))));
}

/** A summary as TensorFlow writes it. */
export function summaryEvent({ tag, step, plugin, shape, values }: Summary, seconds: number): readonly number[] {
  const sizes = shape.map((size) => bytes(2, message(integer(1, size))));
  const isDouble = values instanceof Float64Array;
  const tensor = message(
    integer(1, isDouble ? dataTypes.float64 : dataTypes.float32),
    bytes(2, message(...sizes)),
    bytes(4, new Uint8Array(values.buffer, values.byteOffset, values.byteLength)),
  );
  const value = message(bytes(1, tag), bytes(8, tensor), bytes(9, metadata(plugin)));
  return message(double(1, seconds), integer(2, step), bytes(5, message(bytes(1, value))));
}

/** TensorFlow's numbers for types of elements, and for what kinds of data plugins show. */
const dataTypes = { float32: 1, float64: 2 } as const;
const dataClasses = { scalars: 1, histograms: 2 } as const;

function metadata(plugin: Summary['plugin']): readonly number[] {
  const fields: readonly Field[] = [bytes(1, message(bytes(1, plugin))), integer(4, dataClasses[plugin])];
  return message(...fields);
}

/** How many bars a histogram has. */
const bucketCount = 30;

/** How often values lie where: rows of a left edge, a right edge and a count. */
export function histogram(tag: string, values: ArrayLike<number>, step: number): Summary {
  const rows = buckets(Array.from(values).filter(Number.isFinite));
  return { tag, step, plugin: 'histograms', shape: [bucketCount, 3], values: Float64Array.from(rows.flat()) };
}

function buckets(values: readonly number[]): readonly (readonly [left: number, right: number, count: number])[] {
  const least = values.reduce((left, right) => Math.min(left, right), Number.POSITIVE_INFINITY);
  const greatest = values.reduce((left, right) => Math.max(left, right), Number.NEGATIVE_INFINITY);
  const places = Array.from({ length: bucketCount }, (_, index) => index);
  if (values.length === 0) return places.map(() => [0, 0, 0]);
  if (least === greatest) {
    return places.map((place) => [least, greatest, place === bucketCount - 1 ? values.length : 0]);
  }
  const width = (greatest - least) / bucketCount;
  const counts = new Float64Array(bucketCount);
  for (const value of values) {
    const place = Math.min(bucketCount - 1, Math.floor((value - least) / width));
    counts[place] = (counts[place] as number) + 1;
  }
  const edge = (place: number) => (place === bucketCount ? greatest : least + place * width);
  return places.map((place) => [edge(place), edge(place + 1), counts[place] as number]);
}
