import { type Locale, translate } from '#kernel/i18n/define'
import { Duty, type ImportDuties, type RowProblem } from '../contract.ts'
import { messages } from '../messages.ts'

/** What a row may name. */
export interface Known {
  isCategory(code: string): boolean
  isPlace(code: string): boolean
  isOrg(code: string): boolean
  /** The id of the duty in force for exactly this category and place. */
  dutyAt(category: string, place: string): string | undefined
}

export type ReadRow =
  | { readonly line: number; readonly duty: Duty }
  | { readonly problems: readonly RowProblem[] }

/** Field → the column names that an office may use for it. */
const columns = {
  id: ['编号', 'id'],
  category: ['事项', '事项编码', 'category'],
  place: ['区域', '区域编码', 'place'],
  org: ['主办单位', 'org'],
  co: ['协办单位', 'co'],
  legalBasis: ['法律依据', 'legalBasis'],
  backstop: ['兜底单位', 'backstop'],
  deadline: ['法定时限', 'deadline'],
  note: ['备注', 'note'],
} as const satisfies Record<keyof Duty, readonly string[]>

type Reason = keyof typeof messages & `duty.row-${string}`

/**
 * Reads the rows of a table: each is a duty, or the list of what is wrong with it. A row
 * without an id means the duty for its category and place, so that the same table imported twice changes nothing.
 */
export function readRows(rows: ImportDuties['rows'], known: Known): ReadRow[] {
  const seen = new Map<string, number>()
  return rows.map(({ line, values }) => {
    const read = readRow(values, line, known)
    if ('problems' in read) return read
    const earlier = seen.get(read.duty.id)
    if (earlier !== undefined) return { problems: [problem(line, 'id', 'duty.row-twice', String(earlier))] }
    seen.set(read.duty.id, line)
    return read
  })
}

function readRow(row: Readonly<Record<string, unknown>>, line: number, known: Known): ReadRow {
  const text = (field: keyof Duty) => cell(row, field)
  const deadline = parseDeadline(text('deadline'))
  if (deadline === 'wrong')
    return { problems: [problem(line, 'deadline', 'duty.row-deadline', text('deadline'))] }
  const parsed = Duty.safeParse({
    id:
      text('id') || (known.dutyAt(text('category'), text('place')) ?? `${text('category')}@${text('place')}`),
    category: text('category'),
    place: text('place'),
    org: text('org'),
    co: listOf(text('co')),
    legalBasis: listOf(text('legalBasis')).map(parseCitation),
    backstop: text('backstop'),
    ...(deadline === undefined ? {} : { deadline }),
    ...(text('note') === '' ? {} : { note: text('note') }),
  })
  if (!parsed.success) {
    const wrong = new Set(parsed.error.issues.map((i) => i.path[0] as keyof Duty))
    // An id made from a wrong category or place is wrong with it; that needs no word of its own.
    if (text('id') === '') wrong.delete('id')
    const fields = [...wrong]
    return {
      problems: fields.map((f) =>
        problem(line, f, text(f) === '' ? 'duty.row-missing' : 'duty.row-form', text(f)),
      ),
    }
  }
  const problems = unknownOf(parsed.data, known).map((u) => problem(line, u.field, u.reason, u.code))
  return problems.length > 0 ? { problems } : { line, duty: parsed.data }
}

/** Codes of a duty that the platform does not know. */
export function unknownOf(duty: Duty, known: Known): { field: keyof Duty; code: string; reason: Reason }[] {
  const orgs = (field: 'org' | 'co' | 'backstop') =>
    [duty[field]]
      .flat()
      .filter((code) => code !== '@township' && !known.isOrg(code))
      .map((code) => ({ field, code, reason: 'duty.row-org' as const }))
  return [
    ...(known.isCategory(duty.category)
      ? []
      : [{ field: 'category' as const, code: duty.category, reason: 'duty.row-category' as const }]),
    ...(known.isPlace(duty.place)
      ? []
      : [{ field: 'place' as const, code: duty.place, reason: 'duty.row-place' as const }]),
    ...orgs('org'),
    ...orgs('co'),
    ...orgs('backstop'),
  ]
}

function cell(row: Readonly<Record<string, unknown>>, field: keyof Duty): string {
  const name = columns[field].find((n) => row[n] !== undefined && row[n] !== null)
  return name === undefined ? '' : String(row[name]).trim()
}

function listOf(text: string): string[] {
  return text
    .split(/[;；,，、\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
}

/** `城市道路管理条例 第二十三条`, with or without book-title marks and the blank. */
function parseCitation(text: string): { law: string; article?: string } {
  const found = /^《?(.+?)》?\s*(第[一二三四五六七八九十百千零〇\d]+条.*)$/.exec(text)
  return found === null
    ? { law: text.replace(/[《》]/g, '') }
    : { law: found[1] ?? '', article: found[2] ?? '' }
}

const units = {
  分钟: 'minutes',
  小时: 'hours',
  天: 'days',
  日: 'days',
  工作小时: 'workingHours',
  工作日: 'workingDays',
  个工作日: 'workingDays',
} as const

/** `2小时`, `5 个工作日`, `4 workingHours`. */
function parseDeadline(text: string): Duty['deadline'] | 'wrong' {
  if (text === '') return undefined
  const found = /^(\d+(?:\.\d+)?)\s*(\S+)$/.exec(text)
  const unit = found?.[2] ?? ''
  const english = Object.values(units).find((u) => u === unit)
  const known = english ?? (unit in units ? units[unit as keyof typeof units] : undefined)
  const amount = Number(found?.[1])
  if (known === undefined || !(amount > 0) || (known === 'workingDays' && !Number.isInteger(amount)))
    return 'wrong'
  return { amount, unit: known }
}

/** A row of the file that cannot be taken, as both languages say it. */
export function problem(line: number, field: keyof Duty, reason: Reason, value: string): RowProblem {
  const say = (locale: Locale) => translate(messages, reason, locale, { value })
  return { line, column: columns[field][0], reason: { zh: say('zh'), en: say('en') } }
}
