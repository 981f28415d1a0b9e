import { serveModels } from './serve-models.js';

// The program of the library's own worker.
serveModels();
