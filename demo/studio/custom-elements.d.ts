/** Made by the build, so it may be older than these sources: it is read like anything else from outside. */
declare module 'tiktool-widgets/custom-elements.json' {
  const manifest: unknown;
  export default manifest;
}
