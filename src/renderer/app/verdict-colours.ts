/** True is teal, false orange, ambiguous hatched grey: everywhere, in both themes, and used for nothing else. */
export const VERDICT_COLOURS = { T: '#0ca678', F: '#f76707', A: '#868e96' } as const;
