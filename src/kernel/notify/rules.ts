import { type Locale, type Messages, translate } from '#kernel/i18n/define'

/** A notice in one language. A value that is itself a key of the catalogue, such as a state, is translated too. */
export function renderNotice(
  messages: Messages,
  template: string,
  locale: Locale,
  data: Readonly<Record<string, string | number>>,
): string {
  const values = Object.entries(data).map(([name, value]) => [
    name,
    typeof value === 'string' && Object.hasOwn(messages, value) ? translate(messages, value, locale) : value,
  ])
  return translate(messages, template, locale, Object.fromEntries(values))
}
