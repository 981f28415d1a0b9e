import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../types/compilers.js';

/** The folder of an empty project into which the packed package is installed, with nothing beside it. */
export function installedPackage(): string {
  if (!existsSync(join(root, 'dist/index.js'))) throw new Error('the package has to be built first: npm run build');
  const project = mkdtempSync(join(tmpdir(), 'tupleflow-package-'));
  writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'empty', private: true, type: 'module' }));
  const [{ filename }] = JSON.parse(npm(root, 'pack', '--ignore-scripts', '--json', '--pack-destination', project)) as [
    { readonly filename: string },
  ];
  npm(project, 'install', '--prefer-offline', '--no-audit', '--no-fund', `./${filename}`);
  return project;
}

function npm(folder: string, ...parameters: readonly string[]): string {
  // The settings of the npm that runs the tests would leak into the one that they run.
  const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)));
  return execFileSync('npm', parameters, {
    cwd: folder,
    encoding: 'utf8',
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
