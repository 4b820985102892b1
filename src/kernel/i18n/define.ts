export type Locale = 'zh' | 'en'

/** Every sentence that a person reads, in both languages, under one key. `{name}` stands for a value. */
export type Messages = Readonly<Record<string, Readonly<Record<Locale, string>>>>

/** Fills the message of a key; a missing key shows itself, so that it is seen and not hidden. */
export function translate(
  messages: Messages,
  key: string,
  locale: Locale,
  values: Readonly<Record<string, string | number>> = {},
): string {
  const text = messages[key]?.[locale] ?? key
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}
