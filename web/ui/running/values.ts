import { formatDateTime } from '#kernel/clock/rules'
import type { Locale } from '#kernel/i18n/define'
import type { Item } from '#modules/catalogue/contract'
import type { AnswerPart, Figure, PageFigureList } from '#modules/scenarios/contract'

/** A value as the field of a form holds it; '' for none. */
export function fieldText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'object')
    return 'lon' in value && 'lat' in value ? `${value.lon},${value.lat}` : JSON.stringify(value)
  return String(value)
}

/** What is told of an item where its values are shown. */
export type Shown = Pick<Item, 'type' | 'labels'>

interface Words {
  readonly locale: Locale
  readonly yes: string
  readonly no: string
}

/** A value as people read it; places are named by their own component. */
export function shownText(item: Shown | undefined, value: unknown, { locale, yes, no }: Words): string {
  const text = fieldText(value)
  if (text === '' || item === undefined) return text
  if (item.type === 'boolean') return text === 'true' ? yes : no
  if (item.type === 'time' && !Number.isNaN(Date.parse(text))) return formatDateTime(new Date(text), locale)
  return item.labels?.[text]?.[locale] ?? text
}

/** The value of an item for people to read: in English on an English screen, where the row says it in English. */
export function valueIn(
  item: Pick<Item, 'name' | 'inEnglish'>,
  values: Readonly<Record<string, unknown>>,
  locale: Locale,
): unknown {
  const english = locale === 'en' && item.inEnglish !== undefined ? values[item.inEnglish] : undefined
  return fieldText(english) === '' ? values[item.name] : english
}

/** The items of a row that stand for themselves; what says another one in English is shown in its place. */
export function withoutEnglish<I extends Pick<Item, 'name' | 'inEnglish'>>(items: readonly I[]): I[] {
  const english = new Set(items.map((i) => i.inEnglish))
  return items.filter((i) => !english.has(i.name))
}

/** What an item is called. */
export function titleOf(item: Pick<Item, 'title' | 'english'>, locale: Locale): string {
  return (locale === 'en' ? item.english : undefined) ?? item.title
}

/** What a part of a package is called: a resource, a watch or a pattern. */
export function partName(
  {
    name,
    english,
  }: { readonly name: string; readonly english?: string | { readonly name: string } | undefined },
  locale: Locale,
): string {
  const other = typeof english === 'object' ? english.name : english
  return (locale === 'en' ? other : undefined) ?? name
}

/** What is declared of an answer and there: single values only, in the language of the screen where it has both. */
export function answered(
  parts: readonly AnswerPart[],
  output: unknown,
  locale: Locale,
): { readonly part: AnswerPart; readonly value: unknown }[] {
  if (typeof output !== 'object' || output === null) return []
  const held = new Map(Object.entries(output))
  return parts.flatMap((part) => {
    const english = locale === 'en' && part.english !== undefined ? held.get(part.english) : undefined
    const value = english ?? held.get(part.name)
    const isSingle = typeof value !== 'object' || part.kind === 'point'
    return isSingle && fieldText(value) !== '' ? [{ part, value }] : []
  })
}

export const isNumber = (item: Shown | undefined) => item?.type === 'integer' || item?.type === 'decimal'

/** A figure with its unit; null where the denominator is nought. */
export function figureText(list: PageFigureList, value: Figure['value']): string | null {
  if (value === null) return null
  const text = value.toLocaleString('en-US', {
    minimumFractionDigits: list.percent ? list.digits : 0,
    maximumFractionDigits: list.digits,
  })
  return list.percent ? `${text}%` : text
}

/** Numerators, denominators and what stands beside a figure: counts and sums. */
export const countText = (value: number) => value.toLocaleString('en-US', { maximumFractionDigits: 2 })

/** A table as CSV; a cell that a spreadsheet would take for a formula is put out of action (CWE-1236). */
export function csvOf(lines: readonly (readonly string[])[]): string {
  return lines.map((line) => line.map(csvCell).join(',')).join('\r\n')
}

function csvCell(text: string): string {
  const isNumeric = text !== '' && Number.isFinite(Number(text))
  const safe = /^[=+\-@\t\r]/.test(text) && !isNumeric ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
