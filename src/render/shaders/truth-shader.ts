/** Vertex part shared by every pass that must draw the same pixels: equal expressions, invariant result. */
export const VERTEX_POSITION = `
invariant gl_Position;
attribute vec3 position;
uniform mat4 worldView;
uniform mat4 projection;
vec4 placeVertex(out float viewDepth) {
  vec4 inView = worldView * vec4(position, 1.0);
  viewDepth = -inView.z;
  return projection * inView;
}
`;

export const TRUTH_VERTEX = `
precision highp float;
${VERTEX_POSITION}
attribute vec3 normal;
uniform mat4 world;
varying float vDepth;
varying vec3 vNormal;
void main(void) {
  gl_Position = placeVertex(vDepth);
  vNormal = mat3(world) * normal;
}
`;

/** [bits of the distance along the optical axis in metres, instance id, normal as 0xBBGGRR of n / 2 + 1 / 2, 0]. */
export const TRUTH_FRAGMENT = `
precision highp float;
precision highp int;
layout(location = 0) out uvec4 truth;
varying float vDepth;
varying vec3 vNormal;
uniform uint instanceId;
void main(void) {
  vec3 n = normalize(gl_FrontFacing ? vNormal : -vNormal);
  uvec3 rgb = uvec3(round(255.0 * clamp(0.5 * n + 0.5, 0.0, 1.0)));
  truth = uvec4(floatBitsToUint(vDepth), instanceId, rgb.r | (rgb.g << 8) | (rgb.b << 16), 0u);
}
`;
