/** Taps a pixel. Sixteen pixels, four by four, have as many patterns, which the smoothing averages. */
const TAPS = 8;

/** A spiral over the unit disc, denser towards its middle. */
const SPIRAL = Array.from({ length: TAPS }, (_, i) => {
  const angle = 2 * Math.PI * ((3 * i) / TAPS);
  return `taken(radius * (${i}.0 + jitter) * vec2(${Math.cos(angle).toFixed(5)}, ${Math.sin(angle).toFixed(5)}))`;
});

/** A triangle over the whole target. */
export const OCCLUSION_VERTEX = `
precision highp float;
attribute vec2 position;
void main(void) {
  gl_Position = vec4(position, 0.0, 1.0);
}
`;

/**
 * Part of the surroundings' light that what is seen nearby leaves, from the truth's depths and normals at half the
 * picture's resolution: the estimator of Scalable Ambient Obscurance (McGuire, Mara and Luebke, 2012).
 */
export const OCCLUSION_FRAGMENT = `
precision highp float;
precision highp int;
precision highp usampler2D;
layout(location = 0) out vec4 open;  // open, depth
uniform usampler2D truth;
uniform vec4 lens;            // 1 / fx, 1 / fy, cx, cy in GL's rows
uniform vec2 size;            // pixels of the truth
uniform mat4 viewFromWorld;

const float TAPS = ${TAPS}.0;

vec3 normal;
vec3 here;
ivec2 pixel;
float reach;
mat2 turn;

vec3 inView(vec2 at, float depth) {
  return vec3((at + 0.5 - lens.zw) * lens.xy * depth, -depth);
}

float taken(vec2 offset) {
  ivec2 at = clamp(pixel + ivec2(turn * offset), ivec2(0), ivec2(size) - 1);
  float depth = uintBitsToFloat(texelFetch(truth, at, 0).r);
  if (depth <= 0.0) return 0.0;
  vec3 d = inView(vec2(at), depth) - here;
  float square = dot(d, d);
  float f = max(0.0, 1.0 - square / (reach * reach));
  // Facets stand a little over the plane of a smooth normal.
  float over = max(0.0, dot(d, normal) - 0.0015 - 0.0015 * -here.z - 0.12 * sqrt(square));
  // What lies close by must not outweigh the rest of the few taps: that would be grain.
  return f * f * f * over / (square + 0.02 * reach * reach);
}

void main(void) {
  pixel = 2 * ivec2(gl_FragCoord.xy);
  uvec4 seen = texelFetch(truth, min(pixel, ivec2(size) - 1), 0);
  float depth = uintBitsToFloat(seen.r);
  if (depth <= 0.0) {
    open = vec4(1.0, 60.0, 0.0, 1.0);
    return;
  }
  here = inView(vec2(pixel), depth);
  vec3 n = vec3(uvec3(seen.b, seen.b >> 8u, seen.b >> 16u) & 255u) / 127.5 - 1.0;
  normal = normalize(mat3(viewFromWorld) * n);
  reach = clamp(0.14 * depth, 0.09, 0.45);
  float radius = min(reach / (lens.x * depth), 0.18 * size.x);
  int pattern = (int(gl_FragCoord.x) & 3) + 4 * (int(gl_FragCoord.y) & 3);
  // Sevenfold steps put unlike patterns side by side.
  float jitter = (float((7 * pattern) & 15) + 0.5) / 16.0;
  float angle = 6.2831853 * (float((11 * pattern) & 15) / 16.0);
  turn = mat2(cos(angle), sin(angle), -sin(angle), cos(angle));
  radius /= TAPS;
  float sum = ${SPIRAL.join('\n    + ')};
  open = vec4(max(0.0, 1.0 - STRENGTH * reach * sum / TAPS), depth, 0.0, 1.0);
}
`.replace('STRENGTH', '1.4');

/** Averages four by four pixels of one surface. */
export const SMOOTHING_FRAGMENT = `
precision highp float;
layout(location = 0) out vec4 open;
uniform sampler2D rough;
void main(void) {
  ivec2 last = textureSize(rough, 0) - 1;
  ivec2 at = ivec2(gl_FragCoord.xy);
  float depth = texelFetch(rough, at, 0).g;
  float inverse = 1.0 / (0.03 * depth);
  vec2 sum = vec2(0.0);
  for (int y = -2; y < 2; y++) {
    for (int x = -2; x < 2; x++) {
      vec2 there = texelFetch(rough, clamp(at + ivec2(x, y), ivec2(0), last), 0).rg;
      float weight = max(1e-3, 1.0 - abs(there.g - depth) * inverse);
      sum += weight * vec2(there.r, 1.0);
    }
  }
  open = vec4(sum.x / sum.y, depth, 0.0, 1.0);
}
`;
