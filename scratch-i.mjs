import { execFileSync } from 'node:child_process';
const run = (code) => { const t=performance.now(); execFileSync('node', ['--input-type=module','-e', code]); return performance.now()-t; };
const cases = { nothing: '', core: "await import('@tensorflow/tfjs-core')", tfjs: "await import('@tensorflow/tfjs-core');await import('@tensorflow/tfjs-layers');await import('@tensorflow/tfjs-backend-wasm')", ours: "await import('tupleflow')", ready: "const t = await import('tupleflow'); await t.ready()", tfready: "const tf = await import('@tensorflow/tfjs-core');await import('@tensorflow/tfjs-layers');await import('@tensorflow/tfjs-backend-wasm'); await tf.default.setBackend('wasm')"};
const times = Object.fromEntries(Object.keys(cases).map(k=>[k,[]]));
for (let i=0;i<9;i++) for (const k in cases) times[k].push(run(cases[k]));
for (const k in times) console.log(k, times[k].sort((a,b)=>a-b)[4].toFixed(0));
