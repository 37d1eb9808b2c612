import { expect, it } from 'vitest';
import { adoptStyles } from './css.js';

const rootIn = (owner: Document): ShadowRoot =>
  owner.body.appendChild(owner.createElement('div')).attachShadow({ mode: 'open' });

it('shares one sheet between roots that have the same styles', () => {
  const [one, other] = [rootIn(document), rootIn(document)];
  for (const root of [one, other]) adoptStyles(root, ['b { color: red; }']);
  expect(one.adoptedStyleSheets).toHaveLength(1);
  expect(one.adoptedStyleSheets[0]).toBe(other.adoptedStyleSheets[0]);
});

it('styles a root of another document, which cannot share', () => {
  const root = rootIn(document.implementation.createHTMLDocument());
  adoptStyles(root, ['b { color: red; }', 'i { color: blue; }']);
  expect(root.textContent).toBe('b { color: red; }i { color: blue; }');
  adoptStyles(root, ['b { color: red; }']);
  expect(root.textContent).toBe('b { color: red; }');
});
