import { VERTEX_POSITION } from './truth-shader.js';

/** Shadow map: depth only. */
export const SHADOW_VERTEX = `
precision highp float;
${VERTEX_POSITION}
void main(void) {
  float depth;
  gl_Position = placeVertex(depth);
}
`;

export const SHADOW_FRAGMENT = `
precision highp float;
layout(location = 0) out vec4 unused;
void main(void) {
  unused = vec4(1.0);
}
`;

/** Height map seen from above: metres over the lowest caster. */
export const HEIGHT_VERTEX = `
precision highp float;
${VERTEX_POSITION}
uniform mat4 world;
varying float vHeight;
void main(void) {
  float depth;
  gl_Position = placeVertex(depth);
  vHeight = (world * vec4(position, 1.0)).z;
}
`;

export const HEIGHT_FRAGMENT = `
precision highp float;
layout(location = 0) out vec4 height;
varying float vHeight;
uniform float heightBase;
void main(void) {
  height = vec4(vHeight - heightBase, 0.0, 0.0, 1.0);
}
`;
