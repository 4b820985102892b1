import { formatDateTime } from '#kernel/clock/rules'
import type { Locale } from '#kernel/i18n/define'
import type { Item } from '#modules/catalogue/contract'
import type { Figure, PageFigureList } from '#modules/scenarios/contract'

/** A value as the field of a form holds it; '' for none. */
export function fieldText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'object')
    return 'lon' in value && 'lat' in value ? `${value.lon},${value.lat}` : JSON.stringify(value)
  return String(value)
}

interface Words {
  readonly locale: Locale
  readonly yes: string
  readonly no: string
}

/** A value as people read it; places are named by their own component. */
export function shownText(
  item: Pick<Item, 'type'> | undefined,
  value: unknown,
  { locale, yes, no }: Words,
): string {
  const text = fieldText(value)
  if (text === '' || item === undefined) return text
  if (item.type === 'boolean') return text === 'true' ? yes : no
  if (item.type === 'time' && !Number.isNaN(Date.parse(text))) return formatDateTime(new Date(text), locale)
  return text
}

export const isNumber = (item: Item | undefined) => item?.type === 'integer' || item?.type === 'decimal'

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
