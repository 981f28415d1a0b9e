import { createInterface } from 'node:readline';
import { type Answer, medianTime, type Request, type Task, type Workload, type WorkloadName } from './workloads.js';

/** A model of one system, with data. */
export interface Contestant {
  train(): unknown;
  predict(): unknown;
  fit(): unknown;
  dispose(): void;
}

/** A system that is measured. */
export interface System {
  /** A model with its data, whose weights follow from their shapes, compiled with RMSprop. */
  create(name: WorkloadName, workload: Workload, learningRate: number): Promise<Contestant>;
  /** Builds the guide's eight models. */
  build(): unknown;
}

/** A small rate for measurements: thousands of steps on one batch must not make its loss zero. */
const measured = 1e-6;

/** How many calls come before those that are measured. */
const warmUp = 17;

/** Answers the requests that come on stdin, a line of JSON each. */
export async function serve(system: System): Promise<void> {
  let current: { readonly name: WorkloadName; readonly contestant: Contestant } | undefined;
  let warm = '';
  const contestantOf = async (name: WorkloadName, workload: Workload) => {
    if (current?.name === name) return current.contestant;
    current?.contestant.dispose();
    current = { name, contestant: await system.create(name, workload, measured) };
    return current.contestant;
  };
  const losses = async (name: WorkloadName, workload: Workload): Promise<Answer> => {
    const contestant = await system.create(name, workload, 1e-3);
    const found: number[] = [];
    for (let step = 0; step < 5; step++) found.push(Number(await contestant.train()));
    contestant.dispose();
    return { losses: found };
  };
  const time = async (task: Task, name: WorkloadName, workload: Workload, budget: number): Promise<Answer> => {
    const contestant = await contestantOf(name, workload);
    const warmed = `${name} ${task}`;
    // Compilers, and steps that are recorded, compared and loaded before they are run again, come before the measurement.
    for (let call = 0; warm !== warmed && call < (task === 'fit' ? 2 : warmUp); call++) await contestant[task]();
    warm = warmed;
    return { median: await medianTime(() => contestant[task](), budget) };
  };
  const memory = async (name: WorkloadName, workload: Workload): Promise<Answer> => {
    const contestant = await contestantOf(name, workload);
    const megabytes = () => process.memoryUsage().rss / 1e6;
    for (let step = 0; step < 100; step++) await contestant.train();
    const before = megabytes();
    let peak = before;
    for (let step = 0; step < 1000; step++) {
      await contestant.train();
      peak = Math.max(peak, megabytes());
    }
    return { memory: { before, after: megabytes(), peak } };
  };
  const answer = async (request: Request): Promise<Answer> => {
    switch (request.ask) {
      case 'losses':
        return losses(request.name, request.workload);
      case 'memory':
        return memory(request.name, request.workload);
      case 'build':
        return { median: await medianTime(() => system.build(), 0) };
      default:
        return time(request.ask, request.name, request.workload, request.budget);
    }
  };
  for await (const line of createInterface({ input: process.stdin })) {
    const result = await answer(JSON.parse(line)).catch(
      (error): Answer => ({ error: String(error?.message ?? error) }),
    );
    process.stdout.write(`answer ${JSON.stringify(result)}\n`);
  }
}
