/** Prints what the types are worth, on all compilers: `npm run report:types`, or `npm run report:types -- mistakes zoo` for some. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../examples/zoo.js';
import { askAll } from '../test/editor/ask.js';
import { openLanguageServer } from '../test/editor/language-server.js';
import { openLanguageService } from '../test/editor/language-service.js';
import { chained } from '../test/editor/questions.js';
import { emit } from '../test/package/emit.js';
import { root, versions } from '../test/types/compilers.js';
import { failures } from '../test/types/generic/failures.js';
import { genericFunctions } from '../test/types/generic/generic-functions.js';
import { folder, texts, typed } from '../test/types/mistakes/mistakes.js';
import { objection } from '../test/types/mistakes/verdict.js';
import { placedErrors } from '../test/types/placed-errors.js';
import { layerPairs, pairs, soundness } from '../test/types/sound/sound-pairs.js';
import { callCosts, failingCosts, perCall } from './call-costs.js';
import { latency, separate } from './editor-latency.js';
import { CostMeter } from './instantiations.js';

const editors = { '6': async () => openLanguageService('dist'), '7': () => openLanguageServer('dist') } as const;

/** The seconds in which a compiler is to check each model of the zoo. */
const quickest = { '6': 0.5, '7': 0.15 } as const;

const sections: Readonly<Record<string, () => void | Promise<void>>> = {
  sound() {
    for (const version of versions) {
      const { assignable, lostInUnions } = soundness(version);
      const unions = layerPairs.length - lostInUnions.length;
      print(
        'sound pairs',
        version,
        `${pairs.length - assignable.length} of ${pairs.length}, unions ${unions} of ${layerPairs.length}`,
      );
    }
  },
  exports() {
    for (const version of versions) {
      const declarations = [...emit(version).values()];
      const lengths = declarations.flatMap(({ text }) => (text === undefined ? [] : [text.length]));
      const longest = Math.max(0, ...lengths);
      const mean = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length);
      print(
        'exports',
        version,
        `${lengths.length} of ${declarations.length}, ${mean.toFixed(0)} characters each, ${longest} at most`,
      );
    }
  },
  generic() {
    const count = Object.keys(genericFunctions).length;
    for (const version of versions)
      print('generic functions', version, `${count - failures(version).length} of ${count} exact`);
  },
  mistakes() {
    for (const version of versions) {
      const errors = placedErrors(version, folder, texts);
      const counts = (['reported', 'likely'] as const).map((origin) => {
        const all = typed.filter((mistake) => mistake.origin === origin);
        const objections = all.map((mistake) => objection(mistake, errors));
        const perfect = objections.filter((one) => one === undefined).length;
        const named = objections.filter((one) => one === 'the name of the property is marked').length;
        return `${perfect} of ${all.length} ${origin} (${named} more at the property's name)`;
      });
      print('mistakes', version, counts.join(', '));
    }
  },
  budgets() {
    for (const version of ['6', '7'] as const) {
      const meter = new CostMeter(version);
      const costs = Object.entries(callCosts).map(([name, { ceiling, statement }]) => {
        const cost = perCall(statement, (program) => meter.measure(program).instantiations);
        return `${name} ${cost.toFixed(0)} (at most ${ceiling})`;
      });
      const failing = Object.entries(failingCosts).map(([name, statement]) => {
        const cost = perCall(statement, (program) => meter.measureRejected(program).instantiations);
        return `${name} ${cost.toFixed(0)}`;
      });
      meter.dispose();
      print('instantiations', version, costs.join(', '));
      print('of wrong calls', version, failing.join(', '));
    }
  },
  async editors() {
    for (const version of ['6', '7'] as const) {
      const editor = await editors[version]();
      try {
        const { failed, count } = await askAll(editor);
        print('editor', version, `${count - failed.length} of ${count} answers as they should be`);
      } finally {
        await editor.close();
      }
    }
  },
  async latencies() {
    for (const version of ['6', '7'] as const) {
      const editor = await editors[version]();
      try {
        for (const [name, program] of [
          ['separate', separate(1000)],
          ['chained', chained(1000)],
        ] as const) {
          const times = Object.entries(await latency(editor, program));
          const shown = times.map(
            ([what, time]) => `${what} ${Number.isNaN(time) ? 'fails' : `${time.toFixed(0)} ms`}`,
          );
          print(`1,000 ${name} lines`, version, shown.join(', '));
        }
      } finally {
        await editor.close();
      }
    }
  },
  async zoo() {
    const zoo = join(root, 'examples/zoo');
    if (!existsSync(zoo)) return;
    const tests = join(root, 'test/examples');
    const published = readdirSync(tests)
      .filter((file) => /^zoo.*\.test\.ts$/.test(file))
      .flatMap((file) => readFileSync(join(tests, file), 'utf8').match(/\b\d[\d_]+\b/g) ?? [])
      .map((number) => Number(number.replaceAll('_', '')));
    const counts = Object.values((await run()).parameters);
    const equal = counts.filter((count) => published.includes(count)).length;
    print('zoo', '', `${counts.length} models, ${equal} with the number of parameters that is published`);
    const files = readdirSync(zoo).filter((file) => file.endsWith('.ts'));
    const escapes = files.flatMap(
      (file) => readFileSync(join(zoo, file), 'utf8').match(/ensureShape|\bas (?!const\b)[A-Z]\w*|: any\b|@ts-/g) ?? [],
    );
    for (const version of ['6', '7'] as const) {
      const meter = new CostMeter(version);
      const costs = files.map((file) => ({ file, ...meter.measureFile(`examples/zoo/${file}`) }));
      meter.dispose();
      const [slowest] = [...costs].sort((left, right) => right.seconds - left.seconds);
      const quick = costs.filter(({ seconds }) => seconds < quickest[version]).length;
      const all = costs.reduce((sum, { instantiations }) => sum + instantiations, 0);
      print(
        'zoo',
        version,
        `${files.length} files, ${escapes.length} casts, ${all} instantiations, ${quick} checked in less than ${quickest[version]} s, slowest ${slowest?.file} ${slowest?.seconds.toFixed(2)} s`,
      );
      for (const { file, instantiations, seconds } of costs)
        print(`  ${file}`, version, `${instantiations} instantiations, ${seconds.toFixed(2)} s`);
    }
  },
};

function print(what: string, version: string, figures: string): void {
  console.log(`${what.padEnd(26)} TypeScript ${version.padEnd(4)} ${figures}`);
}

const asked = process.argv.slice(2);
for (const [name, show] of Object.entries(sections)) if (asked.length === 0 || asked.includes(name)) await show();
