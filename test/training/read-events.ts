import { readFileSync } from 'node:fs';

type Fields = ReadonlyMap<number, readonly (bigint | Uint8Array)[]>;

/** An event as it stands in a file. */
export interface ReadEvent {
  readonly step: number;
  readonly version: string;
  readonly tag: string;
  readonly plugin: string;
  readonly shape: readonly number[];
  readonly values: readonly number[];
}

/** The CRC-32C of bytes, bit by bit. */
function checksum(bytes: Uint8Array): number {
  let remainder = 0xffffffff;
  for (const byte of bytes) {
    remainder ^= byte;
    for (let bit = 0; bit < 8; bit++) remainder = remainder & 1 ? (remainder >>> 1) ^ 0x82f63b78 : remainder >>> 1;
  }
  return ~remainder >>> 0;
}

function unmasked(masked: number): number {
  const rotated = (masked - 0xa282ead8) >>> 0;
  return ((rotated >>> 17) | (rotated << 15)) >>> 0;
}

function decode(bytes: Uint8Array): Fields {
  const fields = new Map<number, (bigint | Uint8Array)[]>();
  let place = 0;
  const varint = () => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = bytes[place++] as number;
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return value;
    }
  };
  const take = (count: number) => {
    place += count;
    return bytes.subarray(place - count, place);
  };
  while (place < bytes.length) {
    const tag = Number(varint());
    const type = tag % 8;
    const value = type === 0 ? varint() : take(type === 1 ? 8 : type === 5 ? 4 : Number(varint()));
    const number = Math.floor(tag / 8);
    fields.set(number, [...(fields.get(number) ?? []), value]);
  }
  return fields;
}

const inner = (fields: Fields, number: number): Fields =>
  decode((fields.get(number)?.[0] as Uint8Array) ?? new Uint8Array());
const text = (fields: Fields, number: number) =>
  new TextDecoder().decode(fields.get(number)?.[0] as Uint8Array | undefined);

function event(bytes: Uint8Array): ReadEvent {
  const fields = decode(bytes);
  const value = inner(inner(fields, 5), 1);
  const tensor = inner(value, 8);
  const content = Uint8Array.from((tensor.get(4)?.[0] as Uint8Array) ?? []);
  const values = tensor.get(1)?.[0] === 2n ? new Float64Array(content.buffer) : new Float32Array(content.buffer);
  const sizes = (inner(tensor, 2).get(2) ?? []) as readonly Uint8Array[];
  return {
    step: Number(fields.get(2)?.[0] ?? 0),
    version: text(fields, 3),
    tag: text(value, 1),
    plugin: text(inner(inner(value, 9), 1), 1),
    shape: sizes.map((size) => Number(decode(size).get(1)?.[0] ?? 0)),
    values: [...values],
  };
}

/** All events of a file; throws where a checksum is wrong. */
export function readEvents(path: string): readonly ReadEvent[] {
  const bytes = new Uint8Array(readFileSync(path));
  const view = new DataView(bytes.buffer);
  const events: ReadEvent[] = [];
  for (let place = 0; place < bytes.length; ) {
    const length = Number(view.getBigUint64(place, true));
    const content = bytes.subarray(place + 12, place + 12 + length);
    const checks = [bytes.subarray(place, place + 8), content].map(checksum);
    const stated = [view.getUint32(place + 8, true), view.getUint32(place + 12 + length, true)].map(unmasked);
    if (checks.join() !== stated.join()) throw new Error(`wrong checksum at byte ${place} of ${path}`);
    events.push(event(content));
    place += 16 + length;
  }
  return events;
}
