import { backendName, setBackend } from '../backends/backend.js';
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
  const found: DoctorResult = {
    tupleflow: version,
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    backend: backendName() ?? null,
    simd: hasSimd,
    backends,
  };
  const rows = backends.map(
    ({ name, starts, reason }) => `${name.padEnd(5)} ${starts ? 'starts' : 'does not start'}: ${reason}`,
  );
  const lines = [
    `tupleflow ${version}, Node ${process.version}, ${found.platform}`,
    `Models run on ${found.backend}${found.backend === 'wasm' ? ', the default' : ', because wasm does not start'}.`,
    ...rows,
  ];
  return { json: found, text: lines.join('\n') };
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
    node: "TensorFlow's native library, chosen by setBackend('node')",
    cpu: 'plain JavaScript, slow',
  };
  return { name, starts: true, reason: reasons[name] };
}
