/**
 * All bytes of a stream in one array.
 *
 * `check` sees what has come so far before more is read; if it throws, the stream is closed.
 */
export async function collectBytes(
  stream: AsyncIterable<Uint8Array>,
  check: (length: number, chunks: readonly Uint8Array[]) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    length += chunk.length;
    check(length, chunks);
  }
  return concatenateBytes(chunks);
}

/** Several arrays of bytes as one. */
export function concatenateBytes(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}

/** The chunks of a web stream, which not every browser can iterate over; leaving the loop cancels it. */
export async function* chunksOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    // A stream that has failed says so again here, after it has said so to the loop.
    await reader.cancel().catch(() => {});
  }
}
