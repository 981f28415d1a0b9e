import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const examples = readdirSync(`${root}/examples`).filter((file) =>
  /export (async )?function run\(/.test(read(`examples/${file}`)),
);

function read(file: string): string {
  return file.endsWith('.ts') ? readFileSync(`${root}/${file}`, 'utf8') : '';
}

function runExample(...args: readonly string[]) {
  const command = ['--import', 'tsx', 'examples/run.ts', ...args];
  return spawnSync(process.execPath, command, {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, TSX_TSCONFIG_PATH: 'tsconfig.check.json' },
  });
}

describe('run', () => {
  it('runs an example by its name', () => {
    const { status, stdout } = runExample('nodes', '--small');
    expect(status).toBe(0);
    expect(stdout).toContain('hence the notion of "layer output" is ill-defined');
  });

  it('names all examples where it is given another name', () => {
    const { status, stderr } = runExample('toString');
    expect(status).toBe(1);
    for (const file of examples) expect(stderr).toContain(file.replace('.ts', ''));
    expect(examples.length).toBeGreaterThanOrEqual(10);
  });

  it('is what `npm start` and `npm run example` run', () => {
    const { scripts } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8')) as {
      scripts: { start?: string; example?: string };
    };
    expect(scripts.example ?? '').toContain('examples/run.ts');
    expect(scripts.start).toBe(`${scripts.example} densely-connected`);
  });
});
