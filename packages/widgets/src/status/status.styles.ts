import { css } from '../base/css.js';

export const statusStyles = css`
  /* While nothing shows, it takes no room either. */
  :host {
    height: auto;
  }
  .root {
    padding: 0;
  }
  .status {
    margin: var(--tiktool-padding, 1em);
  }
  .panel {
    display: grid;
    grid-template-columns: auto 1fr;
    row-gap: 0.3em;
    max-width: 28em;
    padding: 0.6em 0.9em;
    border-radius: var(--tiktool-radius, var(--_radius));
  }
  .panel > * {
    grid-column: 2;
    margin: 0;
  }
  .panel > svg {
    grid-column: 1;
    margin-top: 0.35em;
  }
  .panel [part='message'] {
    font-size: 1.15em;
    font-weight: 700;
  }
`;
