import '../contract/no-eval.js';
import { drawPatterns } from './patterns.js';

// Two seconds of work in which nobody's window may stand still.
const patterns = drawPatterns();
postMessage(patterns, { transfer: [patterns.buffer] });
