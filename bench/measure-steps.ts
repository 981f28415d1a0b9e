/** Serves the measuring process: for each number that comes, runs as many steps and answers with their median time. */
export function serveSteps(step: () => Promise<unknown>): void {
  process.on('message', async (count) => {
    const times: number[] = [];
    for (let done = 0; done < Number(count); done++) {
      const start = performance.now();
      await step();
      times.push(performance.now() - start);
    }
    process.send?.(times.sort((left, right) => left - right)[Math.floor(times.length / 2)]);
  });
}
