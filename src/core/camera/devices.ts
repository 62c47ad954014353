/**
 * Real cameras by name: size of the full colour image in pixels and its published horizontal field of view. Makers round
 * to a degree, and single units differ by as much.
 */
export interface CameraDevice {
  readonly title: string;
  readonly size: readonly [number, number];
  readonly hfovDeg: number;
}

/** 36 × 24 mm has this diagonal: "equivalent" focal lengths of phones are given for it. */
const DIAGONAL_35MM = Math.hypot(36, 24);

/** Horizontal field of view of a 4:3 image, whose width is 0.8 of its diagonal, from a 35-mm equivalent focal length. */
const fromEquivalent = (millimetres: number): number =>
  (2 * Math.atan((0.8 * DIAGONAL_35MM) / 2 / millimetres) * 180) / Math.PI;

export const DEVICES = {
  // Intel RealSense D400 series datasheet, "RGB sensor FOV": 69° × 42° at 1920 × 1080.
  'realsense-d435': { title: 'Intel RealSense D435, colour', size: [1920, 1080], hfovDeg: 69 },
  // Same datasheet: 90° × 65° at 1280 × 800.
  'realsense-d455': { title: 'Intel RealSense D455, colour', size: [1280, 800], hfovDeg: 90 },
  // Same datasheet: 87° × 58° at 1280 × 720; colour comes from the left imager. Common on wrists.
  'realsense-d405': { title: 'Intel RealSense D405', size: [1280, 720], hfovDeg: 87 },
  // Stereolabs, ZED 2 datasheet: 110° (H) × 70° (V) at most, 1920 × 1080.
  'zed-2': { title: 'Stereolabs ZED 2', size: [1920, 1080], hfovDeg: 110 },
  // Stereolabs, ZED X datasheet, 2.2 mm lens: 110° (H) × 80° (V), 1920 × 1200.
  'zed-x': { title: 'Stereolabs ZED X, 2.2 mm', size: [1920, 1200], hfovDeg: 110 },
  // Stereolabs, ZED Mini datasheet: 90° (H) × 60° (V), 1920 × 1080.
  'zed-mini': { title: 'Stereolabs ZED Mini', size: [1920, 1080], hfovDeg: 90 },
  // Microsoft, Azure Kinect DK hardware specification, colour camera: 90° × 59° at 16:9.
  'azure-kinect': { title: 'Azure Kinect DK, colour 16:9', size: [1920, 1080], hfovDeg: 90 },
  // Apple, iPhone 15 technical specifications: main camera 26 mm, 4:3.
  'iphone-main': { title: 'iPhone 15, main camera', size: [4032, 3024], hfovDeg: fromEquivalent(26) },
  // Same page: ultra-wide 13 mm, 120° along the diagonal of the sensor before its correction.
  'iphone-ultra-wide': { title: 'iPhone 15, ultra-wide', size: [4032, 3024], hfovDeg: fromEquivalent(13) },
  // Logitech C920 specification: 78° along the diagonal of 16:9.
  'logitech-c920': {
    title: 'Logitech C920',
    size: [1920, 1080],
    hfovDeg: (2 * Math.atan((Math.tan((39 * Math.PI) / 180) * 16) / Math.hypot(16, 9)) * 180) / Math.PI,
  },
} as const satisfies Record<string, CameraDevice>;

export type DeviceName = keyof typeof DEVICES;
export const DEVICE_NAMES = Object.keys(DEVICES) as [DeviceName, ...DeviceName[]];

/**
 * Focal length in pixels of an image of another size or shape: the middle of the full image, as large as fits, is cut
 * out and scaled, as cameras do in their smaller modes. A 4:3 picture of a 16:9 camera shows less at its sides.
 */
export function focalLength({ size, hfovDeg }: CameraDevice, [width, height]: readonly [number, number]): number {
  const full = size[0] / 2 / Math.tan((hfovDeg * Math.PI) / 360);
  return full * Math.max(width / size[0], height / size[1]);
}
