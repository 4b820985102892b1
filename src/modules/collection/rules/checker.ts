import { isWithin } from '#kernel/access/define'
import { isCreditCode, isIdNumber, passesLuhn } from '#kernel/vault/rules'
import type { Content, Item, QualityRule } from '#modules/catalogue/contract'
import { boundOf, compilePattern } from '#modules/catalogue/rules'
import { readerOf, type Value } from './values.ts'

/** Why a row may not enter, or what lowers the score: the item or rule, and the end of the message's key. */
export interface Problem {
  readonly item: string
  readonly reason: string
  /** Id of the quality rule, where one was broken. */
  readonly rule?: string
  /** What was expected, to be said to whoever repairs it. */
  readonly expected?: string
}

/** A row that keeps the contract, as it is stored. */
export interface CheckedRow {
  /** The key items' values joined; null where the resource has none. */
  readonly key: string | null
  readonly place: string | null
  /** ISO instant of what the row tells; null where the contract names no time item. */
  readonly at: string | null
  /** The row as JSON text. */
  readonly json: string
  /** Rules of severity `warn` that it breaks. */
  readonly warnings: readonly Problem[]
}

/** `filled`: cells of the row that are not empty, whatever they hold. */
export type Checked = { readonly filled: number } & (
  | { readonly row: CheckedRow }
  | {
      readonly problems: readonly Problem[]
      /** Where the key's own values are in order, so that the row it speaks of is known. */
      readonly key: string | null
    }
)

export interface Checker {
  /** Item names that a source has to send at least. */
  readonly required: readonly string[]
  readonly names: ReadonlySet<string>
  check(raw: Readonly<Record<string, unknown>>, now: Date): Checked
}

/** Values by the position of their item: a list costs less than a map, and a row has hundreds of thousands of brothers. */
type Values = readonly (Value | undefined)[]
type ItemCheck = (raw: unknown, problems: Problem[]) => Value | undefined
type RuleCheck = (values: Values, now: Date) => Problem | undefined
type PositionOf = (item: string | null) => number

/** Compiles a contract once, so that a row costs as little as its values do. */
export function compileContract(content: Pick<Content, 'items' | 'rules' | 'scope'>): Checker {
  const items = content.items.map((item) => ({
    name: item.name,
    label: `${JSON.stringify(item.name)}:`,
    of: checkOf(item),
  }))
  const positionOf: PositionOf = (name) => content.items.findIndex((i) => i.name === name)
  const keys = content.items.flatMap((item, n) => (item.key ? [n] : []))
  const rules = content.rules.map((rule) => ({
    severity: rule.severity,
    broken: ruleCheck(rule, positionOf),
  }))
  const scope = scopeCheck(content, positionOf)
  const [place, time] = [positionOf(content.scope.placeItem), positionOf(content.scope.timeItem)]
  return {
    required: content.items.filter((i) => i.required).map((i) => i.name),
    names: new Set(content.items.map((i) => i.name)),
    check(raw, now) {
      const problems: Problem[] = []
      const warnings: Problem[] = []
      const values: (Value | undefined)[] = []
      let json = ''
      let filled = 0
      for (const item of items) {
        const before = problems.length
        const value = item.of(raw[item.name], problems)
        values.push(value)
        if (value !== undefined || (problems[before]?.reason ?? 'missing') !== 'missing') filled++
        if (value !== undefined) json += `${json === '' ? '{' : ','}${item.label}${value.json}`
      }
      if (problems.length === 0) {
        for (const { severity, broken } of rules) {
          const problem = broken(values, now)
          if (problem !== undefined) (severity === 'reject' ? problems : warnings).push(problem)
        }
        scope(values, problems)
      }
      const isNamed = keys.length > 0 && keys.every((n) => values[n] !== undefined)
      const key = isNamed ? keyOf(keys, values) : null
      if (problems.length > 0) return { problems, filled, key }
      return {
        filled,
        row: {
          key,
          place: values[place]?.text ?? null,
          at: instantOf(values[time]),
          json: json === '' ? '{}' : `${json}}`,
          warnings,
        },
      }
    },
  }
}

const checkers = new Map<string, Checker>()

/** A version never changes, so its checker is made once. */
export function checkerOf(r: {
  readonly id: string
  readonly version: number
  readonly content: Content
}): Checker {
  const name = `${r.id} ${r.version}`
  const known = checkers.get(name)
  if (known !== undefined) return known
  if (checkers.size >= 1000) checkers.clear()
  const checker = compileContract(r.content)
  checkers.set(name, checker)
  return checker
}

/** A day begins the instant that is kept; an instant stands in ISO form already. */
function instantOf(value: Value | undefined): string | null {
  if (value === undefined) return null
  return value.text.length === 10 ? `${value.text}T00:00:00.000Z` : value.text
}

/** One key item stands as it is; of several each is told from the next, whatever they contain. */
function keyOf(keys: readonly number[], values: Values): string {
  if (keys.length === 1) return values[keys[0] ?? -1]?.text ?? ''
  return keys.map((k) => (values[k]?.text ?? '').replace(/[\\|]/g, '\\$&')).join('|')
}

function checkOf(item: Item): ItemCheck {
  const allowed = item.values.length === 0 ? undefined : new Set(item.values)
  const pattern = item.pattern === '' ? undefined : compilePattern(item.pattern)
  const [least, most] = [boundOf(item.type, item.least), boundOf(item.type, item.most)]
  const read = readerOf(item.type)
  return (raw, problems) => {
    const value = read(raw)
    if (value === undefined) {
      if (item.required) problems.push({ item: item.name, reason: 'missing' })
      return undefined
    }
    const problem = typeof value === 'string' ? { reason: value } : faultOf(value)
    if (problem === undefined) return value as Value
    problems.push({ item: item.name, ...problem })
    return undefined
  }
  function faultOf(value: Value): { reason: string; expected?: string } | undefined {
    if (value.text.length > item.length) return { reason: 'too-long', expected: String(item.length) }
    if (allowed !== undefined && !allowed.has(value.text))
      return { reason: 'not-in-list', expected: item.values.slice(0, 20).join('、') }
    if (pattern !== undefined && !pattern.test(value.text))
      return { reason: 'wrong-form', expected: item.pattern }
    if (least !== undefined && (value.order as number) < least)
      return { reason: 'too-small', expected: item.least }
    if (most !== undefined && (value.order as number) > most)
      return { reason: 'too-large', expected: item.most }
    return undefined
  }
}

const digits = { 'id-card': isIdNumber, 'credit-code': isCreditCode, 'bank-card': passesLuhn } as const

function ruleCheck(rule: QualityRule, positionOf: PositionOf): RuleCheck {
  const problem = (item: string, reason: string, expected?: string): Problem => ({
    item,
    reason,
    rule: rule.id,
    ...(expected === undefined ? {} : { expected }),
  })
  switch (rule.kind) {
    case 'filled': {
      const at = positionOf(rule.item)
      return (values) => (values[at] === undefined ? problem(rule.item, 'missing') : undefined)
    }
    case 'any-filled': {
      const at = rule.items.map(positionOf)
      return (values) =>
        at.some((n) => values[n] !== undefined)
          ? undefined
          : problem(rule.items[0] ?? '', 'none-filled', rule.items.join('、'))
    }
    case 'not-future': {
      const at = positionOf(rule.item)
      return (values, now) => {
        const value = values[at]
        const late = value !== undefined && (value.order as number) > now.getTime() + rule.minutes * 60_000
        return late ? problem(rule.item, 'in-the-future') : undefined
      }
    }
    case 'check-digit': {
      const at = positionOf(rule.item)
      return (values) => {
        const value = values[at]
        return value === undefined || digits[rule.code](value.text.toUpperCase())
          ? undefined
          : problem(rule.item, `check-digit-${rule.code}`)
      }
    }
    case 'compare': {
      const [at, beside] = [positionOf(rule.item), positionOf(rule.other)]
      return (values) => {
        const [one, other] = [values[at], values[beside]]
        return one === undefined || other === undefined || holds(one.order, rule.op, other.order)
          ? undefined
          : problem(rule.item, 'comparison', `${rule.item} ${rule.op} ${rule.other}`)
      }
    }
  }
}

function holds(a: Value['order'], op: string, b: Value['order']): boolean {
  if (op === '=') return a === b
  if (op === '!=') return a !== b
  if (op === '<') return a < b
  if (op === '<=') return a <= b
  return op === '>' ? a > b : a >= b
}

function scopeCheck({ scope }: Pick<Content, 'scope'>, positionOf: PositionOf) {
  const from = scope.from === null ? undefined : Date.parse(scope.from)
  const [placeAt, timeAt] = [positionOf(scope.placeItem), positionOf(scope.timeItem)]
  return (values: Values, problems: Problem[]): void => {
    const [place, time] = [values[placeAt], values[timeAt]]
    if (place !== undefined && scope.places.length > 0 && !isWithin(place.text, scope.places))
      problems.push({
        item: scope.placeItem ?? '',
        reason: 'out-of-scope',
        expected: scope.places.join('、'),
      })
    if (time !== undefined && from !== undefined && (time.order as number) < from)
      problems.push({ item: scope.timeItem ?? '', reason: 'before-scope', expected: scope.from ?? '' })
  }
}
