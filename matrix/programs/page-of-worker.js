const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
worker.addEventListener('message', ({ data }) => {
  globalThis.matrixResult = data;
});
worker.addEventListener('error', (event) => {
  globalThis.matrixResult = { error: event.message ?? 'the worker does not load' };
});
