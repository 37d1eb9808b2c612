/** Each name is one set of custom properties in `themes.styles.ts`. The first is the default. */
export const themeNames = ['plate', 'outline', 'light', 'neon', 'minimal'] as const;
