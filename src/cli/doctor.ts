import { type BackendName, setBackend } from '../backends/backend.js';
import { backendOfEnvironment } from '../backends/load-backend.js';
import { version } from '../version.js';
import type { BackendResult, DoctorResult, Result } from './results.js';

/** The smallest module that needs SIMD. */
const simdModule = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11,
]);

/** Where models run here, and why. */
export async function doctorReport(): Promise<Result<DoctorResult>> {
  const hasSimd = WebAssembly.validate(simdModule);
  const backends: BackendResult[] = [];
  for (const name of ['node', 'cpu', 'wasm'] as const) backends.push(await tried(name, hasSimd));
  const chosen = backendOfEnvironment();
  const [backend, why] = chosen === undefined ? defaultOf(backends) : [chosen, 'which TUPLEFLOW_BACKEND names'];
  const found: DoctorResult = {
    tupleflow: version,
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    backend,
    simd: hasSimd,
    backends,
  };
  const rows = backends.map(
    ({ name, starts, reason }) => `${name.padEnd(5)} ${starts ? 'starts' : 'does not start'}: ${reason}`,
  );
  const lines = [
    `tupleflow ${version}, Node ${process.version}, ${found.platform}`,
    `Models run on ${backend}, ${why}.`,
    ...rows,
  ];
  return { json: found, text: lines.join('\n') };
}

/** The backend that models run on where a program chooses none, and why. */
function defaultOf(backends: readonly BackendResult[]): readonly [BackendName, string] {
  const starts = (name: BackendName) => backends.some((backend) => backend.name === name && backend.starts);
  if (starts('node')) return ['node', 'because @tensorflow/tfjs-node is installed'];
  return starts('wasm') ? ['wasm', 'the default'] : ['cpu', 'because wasm does not start'];
}

async function tried(name: BackendResult['name'], hasSimd: boolean): Promise<BackendResult> {
  try {
    await setBackend(name);
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] as string) : String(error);
    return { name, starts: false, reason };
  }
  const reasons = {
    wasm: hasSimd ? 'WebAssembly with SIMD' : 'WebAssembly, without SIMD',
    node: "TensorFlow's native library",
    cpu: 'plain JavaScript, slow',
  };
  return { name, starts: true, reason: reasons[name] };
}
