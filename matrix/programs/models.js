import { serveModels } from 'tupleflow/worker';

serveModels();
