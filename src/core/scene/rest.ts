/**
 * A scene is at rest when no point moved further than this in half a second, metres (SPEC §1). Speed is no test:
 * bodies lying still show up to g × dt after a step.
 */
export const MAX_REST_DRIFT = 0.0005;
