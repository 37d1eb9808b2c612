import { css } from 'lit';

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
    --_plate: rgb(13 13 18 / 0.64);
    --_text: #fff;
    --_radius: 0.6em;
    --_shadow: 0 1px 2px rgb(0 0 0 / 0.55);
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
      0.05em -0.05em #000, -0.05em -0.05em #000, 0 0.1em 0.25em rgb(0 0 0 / 0.8);
  }
  [data-theme='light'] {
    --_plate: rgb(255 255 255 / 0.92);
    --_text: #16161d;
    --_shadow: none;
    --_accent: #8a5a00;
    --_accent-text: #fff;
    --_name-filter: brightness(0.46) saturate(1.6);
  }
  [data-theme='neon'] {
    --_plate: rgb(10 8 32 / 0.78);
    --_radius: 0.25em;
    --_accent: #7df9ff;
    --_edge: 0.16em;
  }
  [data-theme='minimal'] {
    --_shadow: 0 0 0.12em #000, 0 0.05em 0.3em #000, 0 0.05em 0.6em rgb(0 0 0 / 0.9);
    --_name: #d6d6de;
    --_radius: 0.3em;
  }
`;
