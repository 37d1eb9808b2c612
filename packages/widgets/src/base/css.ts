/** A style sheet as text. */
export const css = String.raw;

const sheets = new Map<string, CSSStyleSheet>();

function sheetOf(text: string): CSSStyleSheet {
  let sheet = sheets.get(text);
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    sheets.set(text, sheet);
  }
  return sheet;
}

/** Gives a shadow root its styles. Sheets are made once and shared, and a strict CSP has nothing against them. */
export function adoptStyles(root: ShadowRoot, styles: readonly string[]): void {
  try {
    root.adoptedStyleSheets = styles.map(sheetOf);
  } catch {
    // A browser from before constructed sheets, or an element that went into another document.
    const style = root.querySelector('style') ?? document.createElement('style');
    style.textContent = styles.join('');
    root.prepend(style);
  }
}
