// Part of the build, after the compiler: what editors and tools read of the elements, beside the compiled files.
import { mkdirSync, writeFileSync } from 'node:fs';
import * as library from 'tiktool-widgets';
import { customElementsManifest } from './custom-elements.js';
import { cssData, htmlData } from './editor-data.js';
import { readElements } from './read-elements.js';

// From `manifest/dist`, where this runs.
const home = new URL('../../', import.meta.url);
const elements = readElements(new URL('src/', home), library);
const files = {
  'custom-elements.json': customElementsManifest(elements),
  'vscode.html-data.json': htmlData(elements),
  'vscode.css-data.json': cssData(elements),
};
mkdirSync(new URL('dist/', home), { recursive: true });
for (const [name, content] of Object.entries(files))
  writeFileSync(new URL(`dist/${name}`, home), `${JSON.stringify(content, undefined, 2)}\n`);
