import { serveModels } from '../../src/worker/index.js';

// The program of the workers of these tests, which run the sources.
serveModels();
