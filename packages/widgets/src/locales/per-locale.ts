export const isLocale = (value: string): boolean => {
  try {
    return Intl.getCanonicalLocales(value).length > 0;
  } catch {
    return false;
  }
};

/**
 * One format for each locale, since they are dear to make.
 *
 * @param make gets undefined for what is no locale: a page's `lang` may hold anything
 */
export function perLocale<F>(make: (locale?: string) => F): (locale: string) => F {
  const formats = new Map<string, F>();
  return (locale) => {
    let format = formats.get(locale);
    if (!format) formats.set(locale, (format = make(isLocale(locale) ? locale : undefined)));
    return format;
  };
}
