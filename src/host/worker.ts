import { createJobs } from './jobs.js';
import { serveJobs } from './serve-jobs.js';

// A worker thread that makes: scenes, their shards, their questions.

serveJobs(createJobs());
