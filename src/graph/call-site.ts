/** The folder that holds this library's own modules. */
const library = new URL('..', import.meta.url).href;

/**
 * The line of the user's program that is calling the library, or '' where the stack does not say.
 *
 * @param trace an error that was made when the library was called, where that is over.
 */
export function callSite(trace: Error = new Error()): string {
  const frames = trace.stack?.split('\n').slice(1) ?? [];
  const frame = frames.find((line) => !isOwn(line));
  const place = frame && /\(?((?:file:\/\/)?[^\s()]+:\d+:\d+)\)?\s*$/.exec(frame)?.[1];
  return place ?? '';
}

/** Frames of the library, of the engine's own functions (`Array.map`), and of what starts the program. */
function isOwn(frame: string): boolean {
  return (
    frame.includes(library) ||
    frame.includes(library.replace('file://', '')) ||
    frame.endsWith('(<anonymous>)') ||
    frame.includes('node:internal')
  );
}
