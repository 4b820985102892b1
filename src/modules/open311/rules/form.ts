import type { Category } from '#modules/duties/contract'
import { dangerAttribute, externalIdAttribute, leafAttribute } from './services.ts'

/** What is wrong with a request: a key of the messages and what fills it. A caller hears of all at once. */
export interface Wrong {
  readonly message: string
  readonly values: Readonly<Record<string, string | number>>
}

export interface Form {
  readonly fields: ReadonlyMap<string, string>
  readonly attributes: ReadonlyMap<string, readonly string[]>
}

/** Longest description by the specification, in characters. */
export const longestDescription = 4000
const mostAttributes = 50

/** Fields and `attribute[code]`, `attribute[code][]`; what is empty counts as absent, as the specification demands. */
export function readForm(pairs: Iterable<readonly [string, string]>): Form {
  const fields = new Map<string, string>()
  const attributes = new Map<string, string[]>()
  for (const [name, value] of pairs) {
    if (value.trim() === '') continue
    const code = /^attribute\[([^\]]{1,100})\](?:\[\])?$/.exec(name)?.[1]
    if (code === undefined) fields.set(name, value.trim())
    else if (attributes.size < mostAttributes || attributes.has(code))
      attributes.set(code, [...(attributes.get(code) ?? []), value.trim()].slice(0, 20))
  }
  return { fields, attributes }
}

/** A posted request in our words. */
export interface Posted {
  readonly category: string
  readonly text: string
  readonly where: { place?: string; address?: string; point?: { lat: number; lon: number } }
  readonly contact: { name?: string; phone?: string }
  readonly mediaUrl: string | null
  readonly accountId: string | null
  readonly externalId: string | null
  /** Keys of messages that tell the client what was not taken. */
  readonly notices: readonly Wrong[]
}

interface Reading {
  readonly form: Form
  readonly category: Category
  /** Path of a division code; undefined where there is none. */
  readonly findPath: (code: string) => string | undefined
}

/** A posted form as an appeal, or all that is wrong with it. */
export function readPosted({ form, category, findPath }: Reading): Posted | readonly Wrong[] {
  const wrong: Wrong[] = []
  const notices: Wrong[] = []
  const where = readWhere(form, findPath, wrong)
  const description = readText(form, 'description', longestDescription, wrong)
  const mediaUrl = readUrl(form, 'media_url', wrong)
  const leaf = readChoice(
    form,
    leafAttribute,
    (category.children ?? []).map((c) => c.code),
    wrong,
  )
  const danger = readChoice(form, dangerAttribute, ['yes', 'no'], wrong)
  const contact = readContact(form, wrong, notices)
  const accountId = readText(form, 'account_id', 100, wrong)
  const externalId = form.attributes.get(externalIdAttribute)?.[0]?.slice(0, 100) ?? null
  const known = new Set([leafAttribute, dangerAttribute, externalIdAttribute])
  const ignored = [...form.attributes.keys()].filter((code) => !known.has(code))
  if (ignored.length > 0)
    notices.push({ message: 'open311.notice.ignored', values: { names: ignored.join(', ').slice(0, 200) } })
  if (wrong.length > 0) return wrong
  const leafName = category.children?.find((c) => c.code === leaf)?.zh
  const hints = [
    ...(leafName === undefined ? [] : [`自选类别：${leafName}`]),
    ...(danger === 'yes' ? ['自报：现在危及人身安全'] : []),
    ...(mediaUrl === null ? [] : [`自附链接（平台没有打开核验）：${mediaUrl}`]),
  ]
  const text = [description ?? `（来件没有描述）${category.zh}`, ...hints].join('\n')
  const code = leaf ?? category.code
  return { category: code, text, where, contact, mediaUrl, accountId, externalId, notices }
}

function readWhere(form: Form, findPath: Reading['findPath'], wrong: Wrong[]): Posted['where'] {
  const [lat, long] = [form.fields.get('lat'), form.fields.get('long')]
  const address = readText(form, 'address_string', 200, wrong)
  const id = form.fields.get('address_id')
  const place = id === undefined ? undefined : findPath(id)
  if (id !== undefined && place === undefined)
    wrong.push({ message: 'open311.unknown-address', values: { id: id.slice(0, 50) } })
  if ((lat === undefined) !== (long === undefined)) wrong.push({ message: 'open311.half-point', values: {} })
  if (lat === undefined && long === undefined && address === null && id === undefined)
    wrong.push({ message: 'open311.no-place', values: {} })
  const point = lat === undefined || long === undefined ? undefined : readPoint(lat, long, wrong)
  return {
    ...(place === undefined ? {} : { place }),
    ...(address === null ? {} : { address }),
    ...(point === undefined ? {} : { point }),
  }
}

/** WGS-84 inside of what the platform's maps reach. */
export function readPoint(latText: string, longText: string, wrong: Wrong[]) {
  const isNumber = (text: string) => /^[+-]?\d{1,3}(\.\d{1,15})?$/.test(text)
  const [lat, lon] = [Number(latText), Number(longText)]
  if (isNumber(latText) && isNumber(longText) && lat >= 3 && lat <= 54 && lon >= 73 && lon <= 136)
    return { lat, lon }
  wrong.push({ message: 'open311.bad-point', values: {} })
  return undefined
}

export function readText(form: Form, field: string, longest: number, wrong: Wrong[]): string | null {
  const text = form.fields.get(field)
  if (text === undefined) return null
  if ([...text].length <= longest) return text
  wrong.push({ message: 'open311.too-long', values: { field, limit: longest } })
  return null
}

function readUrl(form: Form, field: string, wrong: Wrong[]): string | null {
  const text = readText(form, field, 500, wrong)
  if (text === null) return null
  const url = URL.parse(text)
  if (url !== null && ['http:', 'https:'].includes(url.protocol) && url.username === '') return url.href
  wrong.push({ message: 'open311.bad-url', values: { field } })
  return null
}

function readChoice(form: Form, code: string, keys: readonly string[], wrong: Wrong[]): string | undefined {
  const [value, ...others] = form.attributes.get(code) ?? []
  if (value === undefined) return undefined
  if (others.length === 0 && keys.includes(value)) return value
  wrong.push({ message: 'open311.bad-choice', values: { code } })
  return undefined
}

/** A number that cannot be called here is not kept; e-mail and device numbers never are: nobody here would use them. */
function readContact(form: Form, wrong: Wrong[], notices: Wrong[]): Posted['contact'] {
  const first = readText(form, 'first_name', 25, wrong) ?? ''
  const last = readText(form, 'last_name', 24, wrong) ?? ''
  const isHan = /\p{Script=Han}/u.test(first + last)
  const name = isHan ? `${last}${first}` : `${first} ${last}`.trim()
  const given = form.fields.get('phone')
  const phone = given?.replace(/^\+?86[- ]?(?=1)/, '').replace(/[ -](?=\d)/g, '')
  const isPhone = phone !== undefined && /^1[3-9]\d{9}$|^0\d{9,11}$/.test(phone)
  if (given !== undefined && !isPhone) notices.push({ message: 'open311.notice.phone', values: {} })
  if (form.fields.has('email')) notices.push({ message: 'open311.notice.email', values: {} })
  return { ...(name === '' ? {} : { name }), ...(isPhone ? { phone } : {}) }
}
