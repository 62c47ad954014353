import { ENVIRONMENT_SIZE } from '../environment/octahedral.js';
import { ROUGHNESS_LEVELS } from '../environment/prefilter.js';
import { FACE, FACE_SCALE } from '../lamp-map.js';
import { VERTEX_POSITION } from './truth-shader.js';

export const SURFACE_VERTEX = `
precision highp float;
${VERTEX_POSITION}
attribute vec3 normal;
attribute vec2 uv;
uniform mat4 world;
varying vec3 vWorld;
varying vec3 vNormal;
varying vec2 vUv;
void main(void) {
  float depth;
  gl_Position = placeVertex(depth);
  vWorld = (world * vec4(position, 1.0)).xyz;
  vNormal = mat3(world) * normal;
  vUv = uv;
}
`;

/**
 * Metallic-roughness shading (GGX, Smith, Schlick) with one key light, its soft shadow, and a room's diffuse and
 * mirrored light. Tone-mapped and encoded here, so that multisampling averages what the eye sees.
 *
 * Costs on llvmpipe, CPU ms of a 640×480 frame with 8,600 triangles: 105 in all without multisampling, 157 with four
 * samples; the shadow about 45 of it, openness 25, the mirrored room and the patterns under 10 each. What was dearer:
 * twelve look-ups of openness between two mip levels each (75), a 32-bit shadow map instead of 16 (10), Babylon's PBR
 * material (all of a frame 106–130 without multisampling, 270–290 with it).
 */
export const SURFACE_FRAGMENT = `
precision highp float;
precision highp sampler2DArray;
precision highp sampler3D;
precision highp sampler2DShadow;
layout(location = 0) out vec4 shaded;
varying vec3 vWorld;
varying vec3 vNormal;
varying vec2 vUv;

uniform vec3 baseColour;   // linear
uniform vec4 surface;      // roughness, metallic, pattern layer (0: none), opacity
uniform vec3 eye;
uniform vec3 toLight;      // unit
uniform vec3 keyLight;     // irradiance / pi
uniform vec3 irradiance[9];  // over pi, of what stands around: factors of 1, y, z, x, xy, yz, 3zz - 1, xz, xx - yy of the normal
uniform float glow;          // radiance of the sky in a pane
uniform mat4 shadowFromWorld;
uniform vec3 shadowSlopeX; // world axes of the shadow map: a step along them moves one map width
uniform vec3 shadowSlopeY;
uniform vec4 shadowScale;  // texel in map units, kernel radius in map units, depth bias in map depth, map depth per metre
uniform vec4 lightCount;   // windows the key light comes in by (0: from everywhere), lamps, strength of the sky in them
uniform vec3 openingCenter[4];
uniform vec4 openingWidth[4];  // world direction, half width
uniform vec4 openingHeight[4];
uniform vec3 lampPosition[4];
uniform vec3 lampColour[4];    // irradiance / pi at one metre
uniform vec4 lampAxis[4];      // the way a shade lets light out, and 1 where there is a shade
uniform vec4 lampShadow[4];    // depth of infinity, fall with 1 / distance, half width of the soft edge in metres, free of shadow up to here
uniform vec4 heightRect;   // map uv = xy * heightRect.xy + heightRect.zw
uniform vec2 heightScale;  // world height of 0 in the map, log2 of texels per metre
uniform sampler2DArray patterns;
uniform sampler2DShadow shadowMap;
uniform sampler2DShadow lampMap;    // six faces a row, a lamp a row
uniform sampler2D heightMap;
#ifdef OCCLUSION
uniform sampler2D occlusion;    // open and depth at a coarser resolution
#endif
uniform sampler3D environment;  // octahedral, prefiltered: roughness upwards

const float PI = 3.14159265;
const float ENVIRONMENT_SIZE = ${ENVIRONMENT_SIZE}.0;
const float ROUGHNESS_LEVELS = ${ROUGHNESS_LEVELS}.0;
const float FACE_SCALE = ${FACE_SCALE};

#ifdef KEY
float tap(vec2 at, float depth, vec2 plane, vec2 offset) {
  return texture(shadowMap, vec3(at + offset, depth + dot(plane, offset)));
}

float shadow(vec3 facet) {
  vec3 p = (shadowFromWorld * vec4(vWorld, 1.0)).xyz;
  if (any(greaterThan(abs(p.xy - 0.5), vec2(0.5)))) return 1.0;
  float facing = dot(facet, toLight);
  if (facing <= 0.0) return 0.0;
  // The plane of the facet, in map depth per map unit: taps away from the centre are compared with the plane
  // there, so that the bias can be small and shadows start where things touch.
  float slope = shadowScale.w / max(facing, 0.15);
  vec2 plane = vec2(dot(facet, shadowSlopeX), dot(facet, shadowSlopeY)) * slope;
  float z = p.z - shadowScale.z - length(plane) * shadowScale.x;
  float r = shadowScale.y;
  float sum = tap(p.xy, z, plane, r * vec2(-0.94, -0.34)) + tap(p.xy, z, plane, r * vec2(0.34, -0.94))
    + tap(p.xy, z, plane, r * vec2(0.94, 0.34)) + tap(p.xy, z, plane, r * vec2(-0.34, 0.94));
  // Most pixels are all light or all shadow.
  if (sum < 0.001) return 0.0;
  if (sum > 3.999) return 1.0;
  sum += tap(p.xy, z, plane, r * vec2(0.00, 0.00));
  sum += tap(p.xy, z, plane, r * vec2(0.50, -0.13));
  sum += tap(p.xy, z, plane, r * vec2(-0.50, 0.13));
  sum += tap(p.xy, z, plane, r * vec2(0.13, 0.50));
  sum += tap(p.xy, z, plane, r * vec2(-0.13, -0.50));
  sum += tap(p.xy, z, plane, r * vec2(0.69, -0.62));
  sum += tap(p.xy, z, plane, r * vec2(-0.69, 0.62));
  sum += tap(p.xy, z, plane, r * vec2(0.62, 0.69));
  sum += tap(p.xy, z, plane, r * vec2(-0.62, -0.69));
  return sum / 13.0;
}

// Share of the key light that finds a window on its way. Its edges soften with the way, as the sun is half a degree wide
// and panes scatter.
float throughWindows(vec3 p) {
  if (lightCount.x < 0.5) return 1.0;
  float sum = 0.0;
  for (int i = 0; i < int(lightCount.x); i++) {
    vec3 u = openingWidth[i].xyz;
    vec3 w = openingHeight[i].xyz;
    vec3 across = cross(u, w);
    float facing = dot(toLight, across);
    if (abs(facing) < 0.02) continue;
    float t = dot(openingCenter[i] - p, across) / facing;
    if (t < -0.05) continue;
    vec3 q = p + t * toLight - openingCenter[i];
    float soft = 0.006 + 0.02 * max(t, 0.0);
    float inU = smoothstep(-soft, soft, openingWidth[i].w - abs(dot(q, u)));
    float inW = smoothstep(-soft, soft, openingHeight[i].w - abs(dot(q, w)));
    sum += inU * inW;
  }
  return min(sum, 1.0);
}

#endif

#ifdef LAMPS
// Part of a lamp's light that comes here past what stands in its way; d leads from the lamp.
float lampShade(int lamp, vec3 d, vec3 facet) {
  vec4 map = lampShadow[lamp];
  vec3 a = abs(d);
  // The face, as (right, up, toward) of it.
  vec3 q;
  vec3 m;
  float face;
  if (a.z >= max(a.x, a.y)) {
    float s = d.z < 0.0 ? -1.0 : 1.0;
    q = vec3(-s * d.x, d.y, a.z);
    m = vec3(-s * facet.x, facet.y, s * facet.z);
    face = d.z < 0.0 ? 5.0 : 4.0;
  } else if (a.x >= a.y) {
    float s = d.x < 0.0 ? -1.0 : 1.0;
    q = vec3(-s * d.y, d.z, a.x);
    m = vec3(-s * facet.y, facet.z, s * facet.x);
    face = d.x < 0.0 ? 1.0 : 0.0;
  } else {
    float s = d.y < 0.0 ? -1.0 : 1.0;
    q = vec3(s * d.x, d.z, a.y);
    m = vec3(s * facet.x, facet.z, s * facet.y);
    face = d.y < 0.0 ? 3.0 : 2.0;
  }
  if (q.z <= map.w) return 1.0;
  // Depth is infinity - fall / z, and 1 / z is linear over the facet's plane: taps are compared with the plane there.
  float behind = min(dot(m, q), -0.12 * length(q));
  vec2 plane = -2.0 * map.y / (FACE_SCALE * behind) * m.xy;
  vec2 at = 0.5 + 0.5 * FACE_SCALE * q.xy / q.z;
  const float texel = 1.0 / ${FACE}.0;
  float r = max(0.5 * FACE_SCALE * map.z / q.z, 1.5 * texel);
  float z = map.x - map.y / q.z - map.y * 0.004 / (q.z * q.z) - (abs(plane.x) + abs(plane.y)) * texel;
  vec2 low = vec2(0.003) - at;
  vec2 high = vec2(0.997) - at;
  vec2 origin = vec2((face + at.x) / 6.0, (float(lamp) + at.y) / 4.0);
  const vec2 cell = vec2(1.0 / 6.0, 0.25);
#define LAMP_TAP(x, y) texture(lampMap, vec3(origin + cell * clamp(r * vec2(x, y), low, high), z + dot(plane, clamp(r * vec2(x, y), low, high))))
  float sum = LAMP_TAP(-0.94, -0.34) + LAMP_TAP(0.34, -0.94) + LAMP_TAP(0.94, 0.34) + LAMP_TAP(-0.34, 0.94);
  if (sum < 0.001) return 0.0;
  if (sum > 3.999) return 1.0;
  sum += LAMP_TAP(0.00, 0.00) + LAMP_TAP(0.50, -0.13) + LAMP_TAP(-0.50, 0.13) + LAMP_TAP(0.13, 0.50) + LAMP_TAP(-0.13, -0.50);
  sum += LAMP_TAP(0.69, -0.62) + LAMP_TAP(-0.69, 0.62) + LAMP_TAP(0.62, 0.69) + LAMP_TAP(-0.62, -0.69);
  return sum / 13.0;
}

// A lamp's light as it falls on a surface: a point, on thin shades around it from within too.
vec3 lampLight(int lamp, vec3 n, vec3 facet, vec3 l, float square) {
  float cosine = dot(n, l);
  float free = min(lampShadow[lamp].w, 0.3);
  float within = 1.0 - smoothstep(free * free, 1.3 * free * free, square);
  float shaded = lampAxis[lamp].w;
  if (shaded > 0.5) {
    float along = -dot(l, lampAxis[lamp].xyz);
    // Through the opening of the shade, and on the disc that closes it.
    within *= smoothstep(0.024, 0.028, along * sqrt(square));
    cosine *= smoothstep(0.30, 0.72, along);
  }
  float received = mix(max(cosine, 0.0), abs(dot(n, l)), within);
  vec3 light = lampColour[lamp] * received / max(square, 0.02);
  // Too little to see, shaded or not.
  if (max(light.r, light.g) < 0.004) return light;
  return light * (within > 0.5 ? 1.0 : lampShade(lamp, -l * sqrt(square), facet));
}

#endif

// Light of the sky in the windows, without shadows: a window shines as a small patch with Lambert's cosine on both sides,
// held back close up.
vec3 windowSky(vec3 n) {
  vec3 sum = vec3(0.0);
  for (int i = 0; i < int(lightCount.x); i++) {
    vec3 d = openingCenter[i] - vWorld;
    float square = dot(d, d);
    vec3 l = d * inversesqrt(square);
    float area = 4.0 * openingWidth[i].w * openingHeight[i].w;
    float leaving = abs(dot(l, cross(openingWidth[i].xyz, openingHeight[i].xyz)));
    sum += vec3(0.92, 0.97, 1.04) * lightCount.z * max(0.0, 0.25 + 0.75 * dot(n, l)) * leaving * area / (PI * square + area);
  }
  return sum;
}

// Height over this point r metres away along d, as the cosine it hides from the surface. The level of detail is as wide
// as r: each look-up is a soft average, so that few do and leave no outlines.
float rise(vec3 n, vec2 uv, float level, vec2 d, float r, float logR) {
  float lod = max(0.0, logR + heightScale.y);
  float dz = max(0.0, textureLod(heightMap, uv + d * r * heightRect.xy, lod).r - level - 0.002);
  return dz * inversesqrt(dz * dz + r * r) * max(0.0, n.z + dot(d, n.xy));
}

// Part of the room's light that things standing around leave, from their heights seen from above.
float openness(vec3 n) {
  vec2 uv = vWorld.xy * heightRect.xy + heightRect.zw;
  if (any(greaterThan(abs(uv - 0.5), vec2(0.5)))) return 1.0;
  float level = vWorld.z - heightScale.x;
  float taken = 0.0;
#ifndef OCCLUSION
  taken += 0.20 * (rise(n, uv, level, vec2(0.80, 0.60), 0.018, -5.80)
    + rise(n, uv, level, vec2(-0.80, -0.60), 0.018, -5.80));
  taken += 0.17 * (rise(n, uv, level, vec2(-0.60, 0.80), 0.050, -4.32)
    + rise(n, uv, level, vec2(0.60, -0.80), 0.050, -4.32));
#endif
  taken += 0.09 * (rise(n, uv, level, vec2(0.97, -0.26), 0.160, -2.64)
    + rise(n, uv, level, vec2(-0.26, 0.97), 0.160, -2.64)
    + rise(n, uv, level, vec2(-0.71, -0.71), 0.160, -2.64));
  return max(0.15, 1.0 - taken);
}

#ifdef OCCLUSION
// Part that what is seen nearby leaves: of the four half-resolution pixels around, those on the same surface.
float seenOpen(void) {
  ivec2 last = textureSize(occlusion, 0) - 1;
  ivec2 at = min(ivec2(gl_FragCoord.xy) / 2, last);
  ivec2 next = min(at + 1, last);
  float depth = 1.0 / gl_FragCoord.w;
  vec2 a = texelFetch(occlusion, at, 0).rg;
  vec2 b = texelFetch(occlusion, ivec2(next.x, at.y), 0).rg;
  vec2 c = texelFetch(occlusion, ivec2(at.x, next.y), 0).rg;
  vec2 d = texelFetch(occlusion, next, 0).rg;
  vec4 near = max(vec4(1e-3), 1.0 - abs(vec4(a.g, b.g, c.g, d.g) - depth) / (0.04 * depth));
  return dot(near, vec4(a.r, b.r, c.r, d.r)) / dot(near, vec4(1.0));
}
#endif

// What stands around, as a surface that faces n is lit by it.
vec3 surrounding(vec3 n) {
  vec3 e = irradiance[0] + irradiance[1] * n.y + irradiance[2] * n.z + irradiance[3] * n.x
    + irradiance[4] * (n.x * n.y) + irradiance[5] * (n.y * n.z) + irradiance[6] * (3.0 * n.z * n.z - 1.0)
    + irradiance[7] * (n.x * n.z) + irradiance[8] * (n.x * n.x - n.y * n.y);
  return max(e, vec3(0.0));
}

// What a mirror of this roughness shows of it.
vec3 mirrored(vec3 r, float roughness) {
  vec2 p = r.xy / (abs(r.x) + abs(r.y) + abs(r.z));
  if (r.z < 0.0) p = (1.0 - abs(p.yx)) * vec2(p.x < 0.0 ? -1.0 : 1.0, p.y < 0.0 ? -1.0 : 1.0);
  vec2 at = (1.0 + ENVIRONMENT_SIZE * (0.5 + 0.5 * p)) / (ENVIRONMENT_SIZE + 2.0);
  float level = (0.5 + (ROUGHNESS_LEVELS - 1.0) * roughness) / ROUGHNESS_LEVELS;
  return textureLod(environment, vec3(at, level), 0.0).rgb;
}

// Khronos PBR neutral tone mapping: colours below the shoulder stay what their material says.
vec3 toneMap(vec3 colour) {
  const float start = 0.76;
  const float desaturation = 0.15;
  float x = min(colour.r, min(colour.g, colour.b));
  float offset = x < 0.08 ? x - 6.25 * x * x : 0.04;
  colour -= offset;
  float peak = max(colour.r, max(colour.g, colour.b));
  if (peak < start) return colour;
  float d = 1.0 - start;
  float newPeak = 1.0 - d * d / (peak + d - start);
  colour *= newPeak / peak;
  float g = 1.0 - 1.0 / (desaturation * (peak - newPeak) + 1.0);
  return mix(colour, vec3(newPeak), g);
}

vec3 encodeSrgb(vec3 c) {
  c = clamp(c, 0.0, 1.0);
  return mix(12.92 * c, 1.055 * pow(c, vec3(1.0 / 2.4)) - 0.055, step(0.0031308, c));
}

// GGX with Smith's visibility and Schlick's Fresnel, held back where it would burn out.
vec3 highlight(vec3 n, vec3 v, float nv, vec3 l, float nl, float roughness, vec3 f0) {
  vec3 h = normalize(v + l);
  float nh = max(dot(n, h), 0.0);
  float a = roughness * roughness;
  float a2 = a * a;
  float d = nh * nh * (a2 - 1.0) + 1.0;
  float visibility = 0.5 / (nl * sqrt(nv * nv * (1.0 - a2) + a2) + nv * sqrt(nl * nl * (1.0 - a2) + a2));
  // Where one looks along the light, rounding takes the cosine beyond 1, and no power is defined of what is below 0.
  vec3 fresnel = f0 + (1.0 - f0) * pow(clamp(1.0 - dot(v, h), 0.0, 1.0), 5.0);
  return fresnel * min(a2 / (d * d) * visibility, 16.0);
}

void main(void) {
  vec3 n = normalize(gl_FrontFacing ? vNormal : -vNormal);
  vec3 v = normalize(eye - vWorld);
  // The facet's own normal: on a curved surface shadows are compared with the flat triangle that threw them.
  // Beside an edge the differences span two facets and mean nothing.
  vec3 facet = normalize(cross(dFdx(vWorld), dFdy(vWorld)));
  if (dot(facet, n) < 0.8) facet = n;
  vec3 albedo = baseColour;
  float roughness = surface.x;
  if (surface.z > 0.5) {
    vec4 pattern = 2.0 * texture(patterns, vec3(vUv, surface.z));
    albedo *= pattern.rgb;
    roughness *= pattern.a;
  }
  // Nothing in a room is whiter; scaled as a whole, so that bright grain keeps its hue.
  albedo *= 0.92 / max(0.92, max(albedo.r, max(albedo.g, albedo.b)));
  roughness = clamp(roughness, 0.06, 1.0);
  // Where a pixel sees normals of many directions it mirrors as widely as they spread (Kaplanyan and others, 2016):
  // rims that are less than a pixel wide would glitter.
  vec3 across = dFdx(n);
  vec3 down = dFdy(n);
  float spread = min(0.5 * (dot(across, across) + dot(down, down)), 0.18);
  roughness = sqrt(sqrt(min(1.0, roughness * roughness * roughness * roughness + spread)));
  float metallic = surface.y;
  vec3 diffuse = albedo * (1.0 - metallic);
  vec3 f0 = mix(vec3(0.04), albedo, metallic);
  float nv = clamp(dot(n, v), 1e-3, 1.0);

  float open = openness(n);
#ifdef OCCLUSION
  open *= seenOpen();
#endif
  vec3 colour = diffuse * (open * surrounding(n) + mix(1.0, open, 0.7) * windowSky(n));

  // Karis' fit of the split-sum table.
  vec4 k = roughness * vec4(-1.0, -0.0275, -0.572, 0.022) + vec4(1.0, 0.0425, 1.04, -0.04);
  float a004 = min(k.x * k.x, exp2(-9.28 * nv)) * k.x + k.y;
  vec2 ab = vec2(-1.04, 1.04) * a004 + k.zw;
  vec3 shine = open * mirrored(reflect(-v, n), roughness) * (f0 * ab.x + ab.y);

#ifdef KEY
  float nl = dot(n, toLight);
  if (nl > 0.0) {
    float lit = throughWindows(vWorld);
    if (lit > 0.0) lit *= shadow(facet);
    vec3 arriving = keyLight * lit * nl;
    colour += arriving * diffuse;
    shine += arriving * highlight(n, v, nv, toLight, nl, roughness, f0);
  }
#endif
#ifdef LAMPS
  for (int i = 0; i < int(lightCount.y); i++) {
    vec3 d = lampPosition[i] - vWorld;
    float square = dot(d, d);
    vec3 l = d * inversesqrt(square);
    vec3 arriving = lampLight(i, n, facet, l, square) * mix(1.0, open, 0.4);
    colour += arriving * diffuse;
    float cosine = dot(n, l);
    if (cosine > 0.0) shine += arriving * highlight(n, v, nv, l, cosine, roughness, f0);
  }
#endif
  colour += glow * vec3(0.92, 0.97, 1.04) * (0.75 + 0.5 * clamp(-v.z, -0.5, 0.5));
  // Glass hides what is behind it where it mirrors, most where one looks along it. Blended in display space, already
  // multiplied: in linear light even a thin veil comes out milky.
  float opacity = surface.w;
  float glare = clamp(max(shine.r, max(shine.g, shine.b)), 0.7 * pow(1.0 - nv, 3.0), 1.0);
  float hidden = opacity + (1.0 - opacity) * glare;
  shaded = vec4(encodeSrgb(toneMap(colour + shine)) * hidden, hidden);
}
`;
