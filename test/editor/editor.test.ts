import { expect, it } from 'vitest';
import { askAll } from './ask.js';
import { openLanguageServer } from './language-server.js';
import { openLanguageService } from './language-service.js';

const timeout = { timeout: 300_000 };
const editors = {
  '6': () => Promise.resolve(openLanguageService('src')),
  '7': () => openLanguageServer('src'),
} as const;

it.each(['6', '7'] as const)('editors on TypeScript %s show what is written down', timeout, async (version) => {
  const editor = await editors[version]();
  try {
    const { answers, failed, count } = await askAll(editor);
    await expect(`${answers.join('\n\n')}\n`).toMatchFileSnapshot(`shown-by-${version}.txt`);
    const list = [`${count - failed.length} of ${count} are as they should be, but`, ...failed].join('\n');
    await expect(`${list}\n`).toMatchFileSnapshot(`not-yet-${version}.txt`);
  } finally {
    await editor.close();
  }
});
