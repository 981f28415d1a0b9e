/** How long the program's other work may wait, in milliseconds. */
const patience = 30;

let lastPause = 0;

/**
 * Lets timers, signals and events of the program have their turn, where they have waited long enough: a training step
 * that computes in this thread keeps them waiting.
 */
export async function pause(): Promise<void> {
  const now = performance.now();
  if (now - lastPause < patience) return;
  await new Promise((resolve) => setTimeout(resolve, 0));
  lastPause = performance.now();
}
