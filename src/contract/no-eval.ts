import { config } from 'zod';

// Imported first by every page: their content security policy forbids making code from text, which zod otherwise tries
// for speed and reports to the console when it may not.

config({ jitless: true });
