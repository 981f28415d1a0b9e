/**
 * Measures models of Keras' guide, and others, with this library, with tfjs-layers and with Keras, all in turn in one run, and
 * prints medians and ratios:
 *
 *     npm run bench
 *     npm run bench -- --only mlp,tweets --systems "tupleflow wasm,Keras tensorflow"
 *     npm run bench -- --json results.json --against ../older-checkout
 *
 * Keras takes part where `KERAS_PYTHON` names a Python that has it, Node 22 after `npm ci --prefix bench/speed`, the native backend
 * where it is installed. Medians are of rounds in which the systems take turns, so that what else the machine does counts for all.
 */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Contender } from './contender.js';
import { findSystems } from './systems.js';
import { median, type Request, type Workload, type WorkloadName, workloads } from './workloads.js';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    systems: { type: 'string' },
    tasks: { type: 'string' },
    json: { type: 'string' },
    against: { type: 'string' },
    rounds: { type: 'string', default: '7' },
    budget: { type: 'string', default: '500' },
  },
});
const rounds = Number(values.rounds);
const budget = Number(values.budget);
const isWanted = (list: string | undefined, name: string) => list === undefined || list.split(',').includes(name);

/** The system that others are compared with. */
const base = 'Keras tensorflow';

interface Row {
  readonly model: string;
  readonly task: string;
  readonly system: string;
  readonly backend: string;
  readonly medianMs: number;
  /** The median of the ratios to each other system in the same round. */
  readonly ratios: Readonly<Record<string, number>>;
}

const contenders = findSystems(values.against && resolve(values.against))
  .map((command) => new Contender(command))
  .filter((contender) => {
    if (isWanted(values.systems, contender.name)) return true;
    contender.stop();
    return false;
  });
const rows: Row[] = [];

/** Asks all systems in turn, in rounds, and adds a row for each; the first round is for compilers and recordings. */
async function measure(model: string, task: string, request: Request, count: number): Promise<void> {
  const times = new Map<Contender, number[]>(contenders.map((contender) => [contender, []]));
  for (let round = 0; round <= count; round++) {
    for (const contender of [...times.keys()]) {
      const { median: time, error } = await contender.ask(request);
      if (time === undefined) {
        times.delete(contender);
        console.log(`${model}, ${task}: ${contender.name} cannot: ${error}`);
      } else if (round > 0) (times.get(contender) as number[]).push(time);
    }
  }
  const measured = [...times].map(([contender, found]) => ({ contender, found }));
  const added = measured.map(({ contender, found }): Row => {
    const ratioTo = (other: readonly number[]) => median(found.map((time, round) => time / (other[round] as number)));
    const { system, backend } = contender.command;
    const ratios = measured.map((other) => [other.contender.name, ratioTo(other.found)] as const);
    return { model, task, system, backend, medianMs: median(found), ratios: Object.fromEntries(ratios) };
  });
  rows.push(...added);
  for (const { system, backend, medianMs, ratios } of added) {
    const toBase = ratios[base] === undefined ? '' : `${ratios[base].toFixed(2)} of ${base}`;
    console.log(
      `${model.padEnd(12)} ${task.padEnd(8)} ${`${system} ${backend}`.padEnd(28)} ${medianMs.toFixed(2).padStart(10)} ms  ${toBase}`,
    );
  }
}

/** Holds all systems to the same losses, from the same weights and data. */
async function compareLosses(name: WorkloadName, workload: Workload): Promise<void> {
  const found = new Map<string, readonly number[]>();
  for (const contender of contenders) {
    const { losses } = await contender.ask({ ask: 'losses', name, workload });
    if (losses !== undefined) found.set(contender.name, losses);
  }
  const [reference, expected] = [...found].find(([system]) => system === base) ?? [...found][0] ?? ['', []];
  for (const [system, losses] of found) {
    const difference = Math.max(
      ...losses.map((loss, step) => Math.abs(loss - (expected[step] as number)) / (expected[step] as number)),
    );
    if (difference <= 1e-4) continue;
    console.log(`${name}: the losses of ${system} differ from those of ${reference}: ${losses}, not ${expected}`);
    // tfjs-layers has no weights of losses.
    if (!system.startsWith('tfjs-layers')) process.exitCode = 1;
  }
}

for (const [name, workload] of Object.entries(workloads) as [WorkloadName, Workload][]) {
  if (!isWanted(values.only, name)) continue;
  if (workload.targets.length > 0) await compareLosses(name, workload);
  for (const task of workload.tasks) {
    if (isWanted(values.tasks, task)) await measure(name, task, { ask: task, name, workload, budget }, rounds);
  }
}
if (isWanted(values.only, 'build')) await measure('eight models', 'build', { ask: 'build' }, Math.min(rounds, 3));
if (isWanted(values.only, 'memory')) {
  for (const contender of contenders) {
    const { memory } = await contender.ask({ ask: 'memory', name: 'mlp', workload: workloads.mlp });
    if (memory === undefined) continue;
    const [before, after, peak] = [memory.before, memory.after, memory.peak].map((megabytes) => megabytes.toFixed(0));
    console.log(
      `memory over 1,000 steps: ${contender.name.padEnd(28)} ${before} MB before, ${after} after, at most ${peak}`,
    );
  }
}
for (const contender of contenders) contender.stop();
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(rows, null, 1)}\n`);
