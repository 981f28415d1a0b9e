/** Installs Chromium where there is none, from Debian's packages: the tests in a browser run in it. `CHROMIUM` names another. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

if (!existsSync(process.env.CHROMIUM ?? '/usr/bin/chromium')) {
  const apt = (...args) => execFileSync('apt-get', args, { stdio: 'inherit' });
  try {
    apt('install', '-y', '--no-install-recommends', 'chromium');
  } catch {
    // The lists of packages may be missing or old.
    apt('update');
    apt('install', '-y', '--no-install-recommends', 'chromium');
  }
}
