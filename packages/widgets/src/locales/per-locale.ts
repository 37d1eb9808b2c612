/** The tag of a locale, which pages also write as `pt_BR`; undefined for what is none. */
export function localeTag(value: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(value.replace(/_/g, '-'))[0];
  } catch {
    return undefined;
  }
}

/**
 * One format for each locale, since they are dear to make.
 *
 * @param make gets undefined for what is no locale: a page's `lang` may hold anything
 */
export function perLocale<F>(make: (locale?: string) => F): (locale: string) => F {
  const formats = new Map<string, F>();
  return (locale) => {
    let format = formats.get(locale);
    if (!format) formats.set(locale, (format = make(localeTag(locale))));
    return format;
  };
}
