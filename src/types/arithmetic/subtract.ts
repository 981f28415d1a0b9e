import type { Sub as Draft } from './draft.js';
import type { Known } from './known.js';
export type Subtract<Left extends number, Right extends number> = Draft<Known<Left>, Known<Right>>;
