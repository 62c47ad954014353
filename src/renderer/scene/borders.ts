/** Around a view's picture, sRGB 0 … 1: the panel's own colour in either theme. */
export const BORDERS = { light: [0.945, 0.953, 0.961], dark: [0.102, 0.106, 0.118] } as const;
