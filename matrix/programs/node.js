import { train } from './train.js';

console.log(`result: ${JSON.stringify(await train())}`);
