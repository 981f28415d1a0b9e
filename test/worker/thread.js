import { register } from 'tsx/esm/api';

// The loader of the thread that runs the tests does not reach this one.
register();
await import('./serve.ts');
