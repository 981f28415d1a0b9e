/**
 * Builds the native library of `@tensorflow/tfjs-node`: TensorFlow's from the Python package `tensorflow-cpu`, by its
 * checksum, and the addon from the sources in the npm package.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const wheel = {
  requirement: 'tensorflow-cpu==2.9.1',
  hash: 'sha256:6666ddeae45e1f41da788cb4bdea3435aba16edb0bc17b7ac00631c7c9eb052e',
  target: ['--python-version', '310', '--platform', 'manylinux2014_x86_64'],
};
const headers = 'node-api-headers@1.5.0';
const addon = 'tfjs_binding.node';

/** Something that whoever runs this has to know or to do. */
export class SetupError extends Error {}

export function fail(message) {
  throw new SetupError(message);
}

export function run(command, args, options = {}) {
  const { status, error, stderr } = spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'], ...options });
  if (status === 0) return;
  fail(`${command} ${args.join(' ')} failed${error ? `: ${error.message}` : stderr ? `:\n${stderr}` : ''}`);
}

function has(command, ...args) {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}

function expectTools() {
  const machine = `${process.platform} ${process.arch}`;
  if (machine !== 'linux x64') {
    fail(
      `the native library can be built on linux x64 only (this is ${machine}): run 'npm rebuild @tensorflow/tfjs-node' ` +
        'where storage.googleapis.com can be reached',
    );
  }
  const tools = [
    ['python3 with pip', 'python3', '-m', 'pip', '--version'],
    ['g++', 'g++', '--version'],
    ['gcc', 'gcc', '--version'],
    ['nm', 'nm', '--version'],
  ];
  const missing = tools.filter(([, ...command]) => !has(...command)).map(([tool]) => tool);
  if (missing.length > 0) {
    fail(`building needs ${missing.join(', ')}: on Debian and Ubuntu, apt-get install python3-pip g++ binutils`);
  }
}

/** Unpacks the library and its C headers from the Python package. */
function unpackLibrary(folder) {
  const requirements = join(folder, 'requirements.txt');
  writeFileSync(requirements, `${wheel.requirement} --hash=${wheel.hash}\n`);
  const options = ['--no-deps', '--require-hashes', '--only-binary=:all:', '--no-cache-dir', '--quiet'];
  run('python3', [
    '-m',
    'pip',
    'download',
    ...options,
    ...wheel.target,
    '--dest',
    folder,
    '--requirement',
    requirements,
  ]);
  const file = readdirSync(folder).find((entry) => entry.endsWith('.whl'));
  const unpack = `
import re, sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as archive:
    for entry in archive.infolist():
        name = entry.filename
        if re.search(r'/(libtensorflow_framework\\.so\\.2|_pywrap_tensorflow_internal\\.so)$', name):
            entry.filename = name.rsplit('/', 1)[1]
            archive.extract(entry, sys.argv[2])
        elif re.match(r'tensorflow/include/tensorflow/(c/|core/platform/ctstring)', name):
            archive.extract(entry, sys.argv[3])
`;
  const libraries = join(folder, 'made');
  run('python3', ['-c', unpack, join(folder, file), libraries, folder]);
  return { libraries, include: join(folder, 'tensorflow/include') };
}

/** The library refers to symbols of Python, which nothing calls here: each is given an address. */
function makePythonStub(libraries) {
  const library = join(libraries, '_pywrap_tensorflow_internal.so');
  const listing = execFileSync('nm', ['--dynamic', '--undefined-only', library], {
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  const symbols = [...listing.matchAll(/^\s*\w (_?Py\w*)$/gm)].map(([, symbol]) => symbol);
  run('gcc', ['-shared', '-fPIC', '-w', '-x', 'c', '-', '-o', join(libraries, 'libpythonstub.so')], {
    input: symbols.map((symbol) => `void *${symbol}[64];\n`).join(''),
    stdio: ['pipe', 'inherit', 'inherit'],
  });
}

function nodeHeaders(folder) {
  const own = resolve(process.execPath, '../../include/node');
  if (existsSync(join(own, 'node_api.h'))) return own;
  run('npm', ['install', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', headers]);
  return join(folder, 'node_modules/node-api-headers/include');
}

function compileAddon(folder, { libraries, include }, sources, target) {
  const units = readdirSync(sources).filter((file) => file.endsWith('.cc'));
  run('g++', [
    ...['-O2', '-shared', '-fPIC', '-w', '-std=c++17', '-DNAPI_VERSION=8'],
    ...[`-I${nodeHeaders(folder)}`, `-I${include}`, ...units.map((unit) => join(sources, unit))],
    ...['-o', join(libraries, addon), `-L${libraries}`, '-Wl,--no-as-needed', '-l:libpythonstub.so'],
    ...['-l:_pywrap_tensorflow_internal.so', '-l:libtensorflow_framework.so.2', `-Wl,-rpath,${target}`],
  ]);
}

/**
 * Makes a folder with the library and the addon, which appears when all of it is there.
 *
 * @param sources the folder `binding` of the npm package.
 */
export function buildNative(sources, target) {
  expectTools();
  mkdirSync(dirname(target), { recursive: true });
  const folder = mkdtempSync(join(dirname(target), 'building-'));
  try {
    const unpacked = unpackLibrary(folder);
    makePythonStub(unpacked.libraries);
    compileAddon(folder, unpacked, sources, target);
    rmSync(target, { recursive: true, force: true });
    renameSync(unpacked.libraries, target);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
