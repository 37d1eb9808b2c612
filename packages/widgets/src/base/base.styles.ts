import { css } from './css.js';

/** Box, type and people: what all drawn widgets share. */
export const baseStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    box-sizing: border-box;
    height: 100%;
    max-height: 100vh;
    overflow: hidden;
    font-size: var(--tiktool-font-size, 24px);
  }
  :host([hidden]) {
    display: none;
  }
  .root {
    display: flex;
    flex: 1;
    flex-direction: column;
    min-height: 0;
    padding: var(--tiktool-padding, 1em);
    color: var(--tiktool-text-color, var(--_text));
    font:
      1em/1.35 var(--tiktool-font-family, system-ui),
      system-ui,
      'Noto Sans',
      'Hiragino Sans',
      'Yu Gothic UI',
      'Malgun Gothic',
      'Microsoft YaHei',
      'Noto Sans CJK JP',
      sans-serif,
      'Apple Color Emoji',
      'Segoe UI Emoji',
      'Noto Color Emoji';
    font-weight: var(--tiktool-font-weight, 600);
    font-variant-numeric: tabular-nums;
    text-align: start;
    text-shadow: var(--tiktool-text-shadow, var(--_shadow));
  }
  [part='list'] {
    display: flex;
    flex: 1;
    flex-direction: column;
    justify-content: flex-end;
    min-height: 0;
    overflow: hidden;
  }
  .top {
    justify-content: flex-start;
  }
  .track {
    display: flex;
    flex: none;
    flex-direction: column;
    gap: var(--tiktool-gap, 0.25em);
    align-items: var(--tiktool-align, flex-start);
  }
  .row {
    position: relative;
    display: flex;
    box-sizing: border-box;
    gap: 0.4em;
    max-width: 100%;
    padding-block: var(--_pad, 0.22em);
    padding-inline: var(--_pad, 0.3em 0.6em);
    overflow: hidden;
    overflow-wrap: anywhere;
    background: var(--tiktool-plate, var(--_plate));
    border-inline-start: var(--_edge, 0) solid var(--_person);
    border-radius: var(--tiktool-radius, var(--_radius));
    transition:
      opacity 180ms,
      transform 180ms;
  }
  .leaving {
    opacity: 0;
    transform: translateY(-0.34em);
  }
  .avatar {
    display: grid;
    flex: none;
    align-self: flex-start;
  }
  .avatar > * {
    grid-area: 1 / 1;
    width: var(--_avatar, 1.6em);
    height: var(--_avatar, 1.6em);
    color: #16161d;
    font-weight: 700;
    line-height: var(--_avatar, 1.6em);
    text-align: center;
    text-shadow: none;
    background: var(--_person);
    border-radius: 50%;
    overflow: hidden;
    object-fit: cover;
  }
  .avatar > img {
    z-index: 1;
    background: none;
  }
  [part$='name'] {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  [part='name'] {
    color: var(--tiktool-name-color, var(--_name, var(--_person)));
    font-weight: 700;
  }
  [data-theme='light'] [part='name'] {
    color: var(--tiktool-name-color, var(--_ink));
  }
  svg {
    width: 1em;
    height: 1em;
    fill: currentcolor;
    filter: drop-shadow(0 0 0.06em #000);
  }
  [data-theme='light'] svg {
    filter: none;
  }
  .status {
    align-self: flex-start;
    margin-top: 0.4em;
    font-size: 0.75em;
    padding: 0.25em 0.8em;
    overflow-wrap: anywhere;
    background: var(--tiktool-plate, var(--_plate));
    border-radius: 1.2em;
  }
  .status svg {
    width: 0.9em;
    height: 0.9em;
    margin-inline-end: 0.5em;
    vertical-align: -0.1em;
    fill: var(--_dot, #ffd166);
    fill-rule: evenodd;
    stroke: #000;
    stroke-width: 2;
    paint-order: stroke;
    filter: none;
  }
  [data-state='live'] {
    --_dot: #7ee787;
  }
  [data-state='blocked'] {
    --_dot: #ffa28f;
  }
  [data-theme='light'] .status svg {
    stroke: none;
    filter: brightness(0.5);
  }
  [part='retry'] {
    margin-inline-start: 0.5em;
  }
  @media (prefers-reduced-motion: reduce) {
    .leaving {
      transform: none;
    }
  }
`;
