/** What a person chose in the studio. Everything is text, as it stands in an address. */
export interface OverlayChoice {
  readonly widgets: readonly string[];
  readonly creator: string;
  readonly tokenUrl: string;
  readonly liveUrl: string;
  readonly endpoint: string;
  readonly theme: string;
  /** Pixels. */
  readonly size: number;
  /** Attribute → value, only those that differ from the default. */
  readonly attributes: ReadonlyMap<string, string>;
}

export const defaultSize = 24;

/** The overlay's address, spelled so that a person can read and change it, and with any text in it safe. */
export function overlayAddress(page: string, choice: OverlayChoice): string {
  const url = new URL('overlay.html', page);
  const parameters: (readonly [string, string])[] = [
    ['widget', choice.widgets.join(',')],
    ['creator', choice.creator],
    // Absolute, so that the address also works for a copy of the page on disk.
    ['token-url', absolute(choice.tokenUrl, page)],
    ['live-url', absolute(choice.liveUrl, page)],
    ['endpoint', choice.endpoint],
    ['theme', choice.theme],
    ['--tiktool-font-size', choice.size === defaultSize ? '' : `${choice.size}px`],
  ];
  const query = new URLSearchParams(
    parameters.filter(([, value]) => value !== '').map(([name, value]) => [name, value]),
  );
  // Attributes may be set to nothing: a flag is `?merge=`.
  for (const [name, value] of choice.attributes) query.set(name, value);
  url.search = query.toString().replace(/%(3A|2F|2C|40)/g, decodeURIComponent);
  return url.href;
}

/** What is no address (yet) stays as it was typed: the overlay then fails in the same way as the preview. */
function absolute(address: string, page: string): string {
  if (address === '') return '';
  try {
    return new URL(address, page).href;
  } catch {
    return address;
  }
}
