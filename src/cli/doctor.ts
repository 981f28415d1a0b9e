import { backendName, setBackend } from '../backends/backend.js';
import { version } from '../version.js';

/** Whether a backend starts here, and what hinders it. */
interface BackendReport {
  readonly name: 'wasm' | 'node' | 'cpu';
  readonly starts: boolean;
  readonly reason: string;
}

/** The smallest module that needs SIMD. */
const simdModule = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11,
]);

/** Where models run here, and why. */
export async function doctorText(isJson: boolean): Promise<string> {
  const hasSimd = WebAssembly.validate(simdModule);
  const backends: BackendReport[] = [];
  for (const name of ['node', 'cpu', 'wasm'] as const) backends.push(await tried(name, hasSimd));
  const found = {
    tupleflow: version,
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    backend: backendName() ?? null,
    simd: hasSimd,
    backends,
  };
  if (isJson) return JSON.stringify(found, null, 2);
  const rows = backends.map(
    ({ name, starts, reason }) => `${name.padEnd(5)} ${starts ? 'starts' : 'does not start'}: ${reason}`,
  );
  return [
    `tupleflow ${version}, Node ${process.version}, ${found.platform}`,
    `Models run on ${found.backend}${found.backend === 'wasm' ? ', the default' : ', because wasm does not start'}.`,
    ...rows,
  ].join('\n');
}

async function tried(name: BackendReport['name'], hasSimd: boolean): Promise<BackendReport> {
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
