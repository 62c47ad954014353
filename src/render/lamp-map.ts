/** Texels of a face of a lamp's map. Four lamps of six faces are 2304 × 1536. */
export const FACE = 384;
/** Half width of a face's right angle in map units of the face: the rest is a rim for the soft edge's look-ups. */
export const FACE_SCALE = 0.92;
