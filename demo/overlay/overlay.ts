// The page that OBS opens. Classic script, one file: it also runs from a folder on disk, where modules and fetches of
// neighbours are refused. Nothing here may show on stream; what goes wrong is said in the console.
import 'tiktool-widgets/define/all';
import 'tiktool-widgets/define/languages';
import {
  attributesFor,
  customProperties,
  fragmentParameters,
  isKeyName,
  mergeParameters,
  widgetNames,
  withoutKey,
} from './parameters.js';
import type { Parameters, ParameterSource } from './parameters.js';

/** Attributes that every HTML element has and that the widgets follow. */
const globalAttributes = ['lang', 'dir'];

/** `<meta name="tiktool-creator" content="…">`, for copies of this page in a folder, where OBS allows no query. */
function metaParameters(): ParameterSource {
  return [...document.querySelectorAll<HTMLMetaElement>('meta[name^="tiktool-" i]')].map(
    (meta) => [meta.name.slice('tiktool-'.length), meta.content] as const,
  );
}

/** `<script src="overlay.js" data-creator="…">`, for the same reason. */
function scriptParameters(script: Element | null): ParameterSource {
  return [...(script?.attributes ?? [])]
    .filter((attribute) => attribute.name.startsWith('data-'))
    .map((attribute) => [attribute.name.slice('data-'.length), attribute.value] as const);
}

function refuseKey(sources: readonly ParameterSource[]): void {
  if (!sources.some((source) => [...source].some(([name]) => isKeyName(name)))) return;
  console.error(
    'tiktool overlay: an API key has no place in a page and was ignored. Whoever sees this address can use the key. ' +
      'Give it to a token server and name that with token-url.',
  );
  const clean = withoutKey(location.href);
  if (clean === undefined) return;
  try {
    history.replaceState(history.state, '', clean);
  } catch {
    // Pages from disk may not change their own address.
  }
}

/** The element of a widget with its attributes set, or undefined where no such widget is registered. */
function createWidget(name: string, parameters: Parameters): HTMLElement | undefined {
  const tag = `tiktool-${name}`;
  // `tiktool-live` is the provider of connections and shows nothing by itself.
  const elementClass = /^[a-z][a-z-]*$/.test(name) && name !== 'live' ? customElements.get(tag) : undefined;
  if (!elementClass) return undefined;
  const element = document.createElement(tag);
  const observed = 'observedAttributes' in elementClass ? elementClass.observedAttributes : [];
  const names = Array.isArray(observed) ? observed.filter((attribute) => typeof attribute === 'string') : [];
  const allowed = [...names, ...globalAttributes].filter((attribute) => !isKeyName(attribute));
  for (const [attribute, value] of attributesFor(parameters, allowed)) element.setAttribute(attribute, value);
  return element;
}

function showOverlay(script: Element | null): void {
  const sources = [
    metaParameters(),
    scriptParameters(script),
    [...new URLSearchParams(location.search)],
    [...fragmentParameters(location.hash)],
  ];
  refuseKey(sources);
  const parameters = mergeParameters(...sources);
  const names = widgetNames(parameters);
  const widgets = names.map((name) => createWidget(name, parameters));
  const unknown = names.filter((_, index) => !widgets[index]);
  if (unknown.length > 0) console.warn(`tiktool overlay: no such widget: ${unknown.join(', ')}`);
  if (names.length === 0) console.warn('tiktool overlay: nothing to show, the address names no widget (?widget=chat)');
  for (const [name, value] of customProperties(parameters)) document.documentElement.style.setProperty(name, value);
  const shown = widgets.filter((widget) => widget !== undefined);
  document.body.toggleAttribute('data-several', shown.length > 1);
  document.body.append(...shown);
}

// Known only while the script runs.
const script = document.currentScript;
if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', () => showOverlay(script));
else showOverlay(script);
