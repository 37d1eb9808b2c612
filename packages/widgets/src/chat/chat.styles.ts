import { css } from '../base/css.js';

export const chatStyles = css`
  /* Every browser knows the prefixed name, and Chromium before 120 no other. */
  [data-over] {
    -webkit-mask-image: linear-gradient(transparent, #000 2em);
  }
  .top[data-over] {
    -webkit-mask-image: linear-gradient(0deg, transparent, #000 2em);
  }
  .body {
    min-width: 0;
    padding-block: 0.12em;
  }
  .head {
    display: inline-flex;
    gap: 0.25em;
    align-items: center;
    max-width: min(100%, 14em);
    margin-inline-end: 0.35em;
    vertical-align: bottom;
  }
  /* An empty box, as the letters of a flag would part from it where they are the end of the line. */
  [part='text']::after {
    display: inline-block;
    content: '';
  }
  [part='emote'] {
    height: 1.35em;
    vertical-align: -0.3em;
  }
  [data-kind='emote'] [part='emote'] {
    height: 2.4em;
  }
  [part='badge'] {
    display: inline-flex;
    flex: none;
    gap: 0.1em;
    align-items: center;
    color: var(--tiktool-badge-color, var(--tiktool-accent, var(--_accent)));
    font-size: 0.75em;
  }
  /* The text of a line without header stands under the text of the line with it. */
  .indented {
    margin-inline-start: 2em;
  }

  .bubbles .row {
    padding: 0;
    overflow: visible;
    background: none;
    border: 0;
  }
  .bubbles .body {
    padding: 0.25em 0.75em 0.35em;
    overflow: hidden;
    background: var(--tiktool-plate, var(--_plate));
    border-inline-start: var(--_edge, 0) solid var(--_person);
    border-radius: var(--tiktool-radius, 0.9em);
    border-start-start-radius: 0.2em;
  }
  .bubbles .head {
    display: flex;
    font-size: 0.8em;
  }
  .bubbles .merged .body {
    border-start-start-radius: var(--tiktool-radius, 0.9em);
  }

  .ticker {
    flex: none;
    margin-top: auto;
    overflow: visible;
    height: 2.3em;
  }
  .ticker .track {
    position: relative;
    display: block;
    height: 100%;
  }
  .ticker .row {
    position: absolute;
    inset: 0 auto auto;
    inset-inline-start: 0;
    max-width: none;
    white-space: nowrap;
  }
`;
