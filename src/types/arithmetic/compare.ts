import type { LessThan as Draft } from './draft.js';
import type { Known } from './known.js';
export type LessThan<Left extends number, Right extends number> = Draft<Known<Left>, Known<Right>>;
