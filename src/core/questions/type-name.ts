/** Types whose name does not say in words what is asked. */
const NAMES: Readonly<Record<string, string>> = {
  dist_closest: 'distance',
  dist_center: 'distance of centres',
  dist_h_closest: 'horizontal distance',
  dist_h_center: 'horizontal distance of centres',
  dist_v_gap: 'vertical gap',
  dist_v_center: 'vertical distance of centres',
  dist_cam: 'distance from the camera',
  depth_cam: 'depth from the camera',
  box2d: '2D box',
  box3d: '3D box',
};

/** A question type as figures, tables and lists name it: "free_space" as "free space", "dist_v_gap" as "vertical gap". */
export const typeName = (type: string): string => NAMES[type] ?? type.replaceAll('_', ' ');
