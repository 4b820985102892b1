import type { TableRow } from '#kernel/tabular'
import { type Category, findCategory, loadCategories } from '#modules/duties'
import { findPlace } from '#modules/territory'
import { SubmitAppeal } from '../contract.ts'
import type { ImportField, Mapping } from './mapping.ts'
import { readPlace } from './place.ts'

/** Why a row was not taken in: a key of `importMessages` with its values. */
export interface Reason {
  readonly key: string
  readonly values: Readonly<Record<string, string | number>>
}

export interface RowOptions {
  readonly mapping: Mapping
  /** Names the file in `source`, so that no row is taken in twice. */
  readonly system: string
  /** For rows that name no channel, or one that is not ours. */
  readonly channel: SubmitAppeal['channel']
  readonly now: Date
  /** A place or management area code: names of places are read inside it; absent = the whole city. */
  readonly within?: string | undefined
}

export type MappedRow = { readonly input: SubmitAppeal } | { readonly reason: Reason }

class Wrong extends Error {
  readonly reason: Reason

  constructor(key: string, values: Reason['values'] = {}) {
    super(key)
    this.reason = { key, values }
  }
}

/** An appeal from a row, or the first thing that is wrong with it. */
export function mapRow(row: TableRow, options: RowOptions): MappedRow {
  const cell = (field: ImportField): string | undefined => {
    const column = options.mapping[field]
    const text = column === undefined ? '' : (row.values[column] ?? '').trim()
    return isNothing(text) ? undefined : text
  }
  try {
    return { input: checked(appealOf(cell, row.line, options)) }
  } catch (error) {
    if (error instanceof Wrong) return { reason: error.reason }
    throw error
  }
}

/** What people type into a cell that they have to leave empty. */
function isNothing(text: string): boolean {
  return /^(|[-—/\\]+|无|暂无|不详|未知|null|none|n\/a)$/i.test(text)
}

type Cell = (field: ImportField) => string | undefined

const longestTitle = 100
const shownCandidates = 5

function appealOf(cell: Cell, line: number, { system, channel, now, within }: RowOptions) {
  const message = cell('text')
  if (message === undefined) throw new Wrong('import.no-text')
  const title = cell('title')
  const isLong = title !== undefined && [...title].length > longestTitle
  return {
    // A title that is too long for a title is kept where there is room for it.
    text: isLong ? `${title}\n${message}` : message,
    title: isLong ? `${[...title].slice(0, longestTitle - 1).join('')}…` : title,
    where: whereOf(cell, message, within),
    channel: channelOf(cell('channel')) ?? channel,
    contact: { name: cell('name')?.slice(0, 50), phone: phoneOf(cell('phone')) },
    source: { system, id: idOf(cell('id'), line), at: timeOf(cell('time'), now) },
    category: categoryOf(cell('category')),
    urgency: urgencyOf(cell('urgency')),
  }
}

/** The contract has the last word, so that a row is refused here for whatever the action would refuse. */
function checked(appeal: object): SubmitAppeal {
  const parsed = SubmitAppeal.safeParse(appeal)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  const field = issue?.path.at(-1)
  if (field === 'text')
    throw new Wrong(issue?.code === 'too_small' ? 'import.text-short' : 'import.text-long')
  throw new Wrong('import.invalid', { field: issue?.path.join('.') ?? '', message: issue?.message ?? '' })
}

/** A code says where it is, else the point does; names are read where neither is given. */
function whereOf(cell: Cell, text: string, within: string | undefined) {
  const [area, address, point] = [cell('area'), cell('address'), pointOf(cell('lon'), cell('lat'))]
  const known = area === undefined ? undefined : findPlace(area.split('/').at(-1) ?? '')
  const names = [known === undefined ? area : undefined, address]
  const parts = names.filter((p) => p !== undefined)
  return {
    place: known?.path ?? (point === undefined ? placeNamed(parts.join(''), text, within) : undefined),
    point,
    address: parts.length === 0 ? undefined : parts.join('').slice(0, 200),
  }
}

function placeNamed(name: string, text: string, within: string | undefined): string | undefined {
  const found = readPlace(name, text, within)
  if (!('ambiguous' in found)) return found.place
  const candidates = found.ambiguous.slice(0, shownCandidates).join('、')
  throw new Wrong('import.ambiguous', { name: name.slice(0, 50), candidates, count: found.ambiguous.length })
}

function pointOf(lonText: string | undefined, latText: string | undefined) {
  if (lonText === undefined || latText === undefined) return undefined
  const [lon, lat] = [Number(lonText), Number(latText)]
  if (!(lon >= 73 && lon <= 136 && lat >= 3 && lat <= 54))
    throw new Wrong('import.point', { point: `${lonText} ${latText}` })
  return { lon, lat }
}

function idOf(id: string | undefined, line: number): string {
  if (id !== undefined && id.length > 100) throw new Wrong('import.id-long')
  return id ?? `line ${line}`
}

function phoneOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  const digits = text.replace(/[\s()（）-]/g, '').replace(/^(\+|00)?86(?=1[3-9])/, '')
  if (!/^1[3-9]\d{9}$|^0\d{10,11}$/.test(digits))
    throw new Wrong('import.phone', { phone: text.slice(0, 30) })
  return digits
}

const localTime =
  /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T\s]*(\d{1,2})[:时点](\d{1,2})分?(?::?(\d{1,2})秒?)?(?:\.\d+)?)?\s*(Z|[+-]\d{2}:\d{2})?$/

/** An instant from the ways in which offices write time; without a zone it is Shanghai's. Undefined when it is none. */
export function parseTime(text: string): Date | undefined {
  const found = localTime.exec(text.trim()) ?? localTime.exec(spelled(text))
  if (found === null) return undefined
  const [, year, month, day, hour = '0', minute = '0', second = '0', zone = '+08:00'] = found
  const two = (s: string | undefined) => (s ?? '0').padStart(2, '0')
  const date = `${year}-${two(month)}-${two(day)}`
  const at = new Date(`${date}T${two(hour)}:${two(minute)}:${two(second)}${zone}`)
  // The 30th of February would roll over into March.
  const isReal = new Date(`${date}T00:00:00Z`).toISOString().startsWith(date)
  return Number.isNaN(at.getTime()) || !isReal ? undefined : at
}

/** `20190228112505`, as older systems print it. */
function spelled(text: string): string {
  return text
    .trim()
    .replace(
      /^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})?)?$/,
      (_all, y, m, d, h = '00', min = '00', s = '00') => `${y}-${m}-${d} ${h}:${min}:${s}`,
    )
}

/** A clock that runs ahead a little is no reason to refuse a message. */
const toleranceMs = 5 * 60_000

function timeOf(text: string | undefined, now: Date): string | undefined {
  if (text === undefined) return undefined
  const at = parseTime(text)
  if (at === undefined) throw new Wrong('import.time', { time: text.slice(0, 40) })
  if (at.getTime() > now.getTime() + toleranceMs)
    throw new Wrong('import.future', { time: text.slice(0, 40) })
  return at.toISOString()
}

const channels: Readonly<Record<string, SubmitAppeal['channel']>> = {
  web: 'web',
  网站: 'web',
  网页: 'web',
  门户网站: 'web',
  网络: 'web',
  wechat: 'wechat',
  微信: 'wechat',
  微信公众号: 'wechat',
  微信小程序: 'wechat',
  小程序: 'wechat',
  phone: 'phone',
  电话: 'phone',
  来电: 'phone',
  热线: 'phone',
  12345: 'phone',
  市民热线: 'phone',
  grid: 'grid',
  网格: 'grid',
  网格员: 'grid',
  网格上报: 'grid',
  巡查: 'grid',
  enterprise: 'enterprise',
  企业: 'enterprise',
  企业诉求: 'enterprise',
  import: 'import',
  导入: 'import',
  api: 'api',
  接口: 'api',
}

/** Names that other systems give their channels and we do not know are no reason to refuse a message. */
function channelOf(text: string | undefined): SubmitAppeal['channel'] | undefined {
  return text === undefined ? undefined : channels[text.toLowerCase()]
}

const urgencies: Readonly<Record<string, SubmitAppeal['urgency']>> = {
  critical: 'critical',
  特急: 'critical',
  紧急突发: 'critical',
  urgent: 'urgent',
  紧急: 'urgent',
  加急: 'urgent',
  急: 'urgent',
  normal: 'normal',
  一般: 'normal',
  普通: 'normal',
  正常: 'normal',
  complex: 'complex',
  复杂: 'complex',
  疑难: 'complex',
  疑难复杂: 'complex',
}

function urgencyOf(text: string | undefined): SubmitAppeal['urgency'] {
  if (text === undefined) return undefined
  const found = urgencies[text.toLowerCase()]
  if (found === undefined) throw new Wrong('import.urgency', { urgency: text.slice(0, 30) })
  return found
}

/** A code of the tree, a name in it, or a path of names of which the last one counts. */
function categoryOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  const last =
    text
      .split(/[/>＞\\|]/)
      .at(-1)
      ?.trim() ?? ''
  const code = findCategory(last)?.code ?? codeByName(loadCategories(), last)
  if (code === undefined) throw new Wrong('import.category', { category: text.slice(0, 50) })
  return code
}

/** The widest category of the name wins: what stands higher says less that could be wrong. */
function codeByName(tree: readonly Category[], name: string): string | undefined {
  if (tree.length === 0) return undefined
  return (
    tree.find((c) => c.zh === name)?.code ??
    codeByName(
      tree.flatMap((c) => c.children ?? []),
      name,
    )
  )
}
