/** Bytes of which one is damaged: all bits of the one at `index` are the other way round. */
export function flipped(bytes: Uint8Array, index: number): Uint8Array {
  return Uint8Array.from(bytes, (byte, position) => (position === index ? byte ^ 255 : byte));
}
