import { setBackend } from 'tupleflow';
import { beforeAll } from 'vitest';

// Files that share a process share its backend too: what one of them has chosen would be that of all files after it, whose
// numbers then differ in their last bits from those that they have on their own.
beforeAll(async () => {
  await setBackend();
});
