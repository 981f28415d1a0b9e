/**
 * All bytes of a stream in one array.
 *
 * `check` is called with what has come so far, before more is waited for; the stream is closed if it throws.
 */
export async function collectBytes(
  stream: ReadableStream<Uint8Array>,
  check: (length: number, chunks: readonly Uint8Array[]) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const reader = stream.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      chunks.push(next.value);
      length += next.value.length;
      check(length, chunks);
    }
  } catch (error) {
    await reader.cancel(error).catch(() => {});
    throw error;
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
