import { type Locale, type Messages, translate } from '#kernel/i18n/define'

/**
 * A notice in one language. A value that is itself a key of the catalogue, such as a state, is translated too; of one that
 * comes with its own English, as `title` with `title.en`, an English notice says that.
 */
export function renderNotice(
  messages: Messages,
  template: string,
  locale: Locale,
  data: Readonly<Record<string, string | number>>,
): string {
  const values = Object.keys(data).map((name) => {
    const value = (locale === 'en' ? data[`${name}.en`] : undefined) ?? data[name] ?? ''
    const isKey = typeof value === 'string' && Object.hasOwn(messages, value)
    return [name, isKey ? translate(messages, value, locale) : value]
  })
  return translate(messages, template, locale, Object.fromEntries(values))
}
