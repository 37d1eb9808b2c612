const formats = new Map<string, Intl.NumberFormat>();

/** A number for people: compact from 10,000 up, digits and marks of the locale. */
export function formatNumber(value: number, locale: string): string {
  const compact = value >= 10_000;
  const key = `${locale}${String(compact)}`;
  let format = formats.get(key);
  if (!format) formats.set(key, (format = createFormat(locale, compact)));
  return format.format(value);
}

function createFormat(locale: string, compact: boolean): Intl.NumberFormat {
  const options: Intl.NumberFormatOptions = compact ? { notation: 'compact', maximumFractionDigits: 1 } : {};
  try {
    return new Intl.NumberFormat(locale || undefined, options);
  } catch {
    // A page's `lang` may hold anything.
    return new Intl.NumberFormat(undefined, options);
  }
}
