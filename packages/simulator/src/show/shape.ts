/** `docs`: the documented wire shape; `sdk`: the older decoder's, with fewer fields and other names. */
export type FrameShape = 'docs' | 'sdk';
