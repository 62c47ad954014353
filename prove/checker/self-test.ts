import './self-test-vectors.ts';
import './self-test-geometry.ts';
import './self-test-relations.ts';
import './self-test-mistakes.ts';
import './self-test-gates.ts';
import './self-test-reasoning.ts';
import './self-test-plans.ts';
import './self-test-twins.ts';
import { finish } from './expecting.ts';

// The checker checked: SPEC §11's vectors, geometry and relations with answers known on paper, and mistakes made on
// purpose that must be found. Run: node prove/checker/self-test.ts

finish();
