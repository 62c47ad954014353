import { createBrowseDesk } from './jobs/browse-dataset.js';
import { serveJobs } from './serve-jobs.js';

// The worker thread that counts and chooses in datasets. It has an entry of its own because it starts when somebody
// waits for a dataset to open, and what makes scenes takes longer to load than the columns of 100,000 images.

serveJobs({ jobs: createBrowseDesk(), dispose: async () => {} });
