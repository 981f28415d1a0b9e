import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { isNode } from '../../src/backends/node-modules.js';
import { loadMnist, readIdx } from '../../src/datasets/index.js';
import { countingIdx } from './idx-bytes.js';
import { localServer, serveFiles } from './local-server.js';
import { mnistFixture } from './mnist-fixture.js';
import { temporaryFolder } from './temporary-folder.js';

vi.mock(import('../../src/backends/node-modules.js'), async (original) => {
  const modules = await original();
  return { ...modules, isNode: vi.fn(modules.isNode) };
});

it('isNode is true where the tests run', () => {
  expect(isNode()).toBe(true);
});

it('readIdx fetches whatever it is given outside of Node', async () => {
  vi.mocked(isNode).mockReturnValue(false);
  const url = `data:application/octet-stream;base64,${Buffer.from(countingIdx([2, 2])).toString('base64')}`;
  expect((await readIdx(url)).shape).toEqual([2, 2]);
});

it('loadMnist keeps no files outside of Node', async () => {
  vi.mocked(isNode).mockReturnValue(false);
  const { files, checksums } = mnistFixture;
  const cacheDirectory = join(await temporaryFolder(), 'none');
  const { address, requests } = await localServer(serveFiles(files));
  const options = { mirrors: [address], checksums, cacheDirectory };
  expect(await loadMnist(options)).toEqual(await loadMnist(options));
  expect(requests).toHaveLength(8);
  await expect(access(cacheDirectory)).rejects.toThrow('ENOENT');
});
