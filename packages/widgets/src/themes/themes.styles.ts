import { css } from '../base/css.js';

/**
 * Themes set private properties only; every public `--tiktool-*` property of the page wins over them.
 *
 * - `plate`: near-black plates, the names in colour
 * - `outline`: no plate; every glyph carries its own dark edge
 * - `light`: paper plates, ink text
 * - `neon`: midnight plates with a bright edge in the person's colour
 * - `minimal`: bare text with a soft shadow and quiet names
 */
export const themeStyles = css`
  .root {
    --_plate: #0d0d12b3;
    --_text: #fff;
    --_radius: 0.6em;
    --_shadow: 0 0 0.12em #000, 0 0.05em 0.2em #000b;
    --_accent: #ffd166;
    --_accent-text: #16161d;
  }
  [data-theme='outline'],
  [data-theme='minimal'] {
    --_plate: transparent;
    --_pad: 0;
  }
  [data-theme='outline'] {
    --_shadow:
      0.07em 0 #000, -0.07em 0 #000, 0 0.07em #000, 0 -0.07em #000, 0.05em 0.05em #000, -0.05em 0.05em #000,
      0.05em -0.05em #000, -0.05em -0.05em #000, 0 0.1em 0.25em #000c;
  }
  [data-theme='light'] {
    --_plate: #ffffffeb;
    --_text: #16161d;
    --_shadow: none;
    --_accent: #8a5a00;
    --_accent-text: #fff;
  }
  [data-theme='neon'] {
    --_plate: #0a0820c7;
    --_radius: 0.25em;
    --_accent: #7df9ff;
    --_edge: 0.16em;
  }
  [data-theme='minimal'] {
    --_shadow: 0 0 0.1em #000, 0 0.04em 0.12em #000, 0 0.06em 0.3em #000e;
    --_name: #e4e4ea;
    --_radius: 0.3em;
  }
`;
