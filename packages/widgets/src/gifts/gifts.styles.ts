import { css } from '../base/css.js';

export const giftsStyles = css`
  /* In a narrow box the sum goes below: it is what the row is for, and would be cut off. */
  .row {
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5em;
    padding: 0.35em 0.7em;
    padding-inline-start: 0.4em;
  }
  .avatar {
    --_avatar: 2em;

    align-self: center;
  }
  .who {
    display: flex;
    flex: 1;
    flex-direction: column;
    min-width: 2em;
    line-height: 1.25;
  }
  [part='name'] {
    max-width: 12em;
  }
  [part='gift-name'] {
    max-width: 14em;
    font-size: 0.8em;
  }
  .sum {
    display: flex;
    flex: none;
    flex-direction: column;
    gap: 0.2em;
    align-items: flex-end;
    margin-inline-start: auto;
  }
  [part='diamonds'] {
    font-size: 0.8em;
    line-height: 1;
    display: inline-flex;
    flex: none;
    gap: 0.2em;
    align-items: center;
    color: var(--tiktool-accent, var(--_accent));
  }
  [part='diamonds'] svg {
    width: 0.85em;
    height: 0.85em;
  }
  [part='icon'] {
    flex: none;
    width: 2em;
    height: 2em;
    object-fit: contain;
  }
  svg[part='icon'] {
    box-sizing: border-box;
    padding: 0.25em;
    fill: var(--tiktool-accent, var(--_accent));
  }
  [part='count'] {
    font-size: 1.35em;
    font-weight: 800;
    line-height: 1;
    text-align: end;
    transform-origin: 50% 60%;
  }
  [part='bar'] {
    position: absolute;
    inset: auto 0 0;
    height: 0.125em;
    background: var(--tiktool-accent, var(--_accent));
    transform-origin: left;
  }
  [data-tier='1'] {
    font-size: 0.9em;
  }
  [data-tier='3'] {
    font-size: 1.1em;
  }
  [data-tier='4'],
  [data-tier='5'] {
    font-size: 1.2em;
    box-shadow: inset 0 0 0 0.1em var(--tiktool-accent, var(--_accent));
  }
  [data-tier='3'] [part='count'],
  [data-tier='4'] [part='count'] {
    color: var(--tiktool-accent, var(--_accent));
  }
  [data-tier='5'] {
    color: var(--tiktool-accent-text, var(--_accent-text));
    font-size: 1.25em;
    text-shadow: none;
    background: var(--tiktool-accent, var(--_accent));
  }
  [data-tier='5'] [part] {
    color: inherit;
    fill: currentcolor;
    filter: none;
  }
`;
