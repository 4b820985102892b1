import { Content } from '#modules/catalogue/contract'
import { PatternContent, WatchContent } from '#modules/early-warning/contract'
import type { OwnPattern, OwnResource, OwnWatch } from '../contract/manifest.ts'

/** The department that everything is installed for, and whether it is a try. */
export interface Target {
  readonly org: string
  readonly places: readonly string[]
  readonly sandbox: boolean
}

const suffix = '（沙箱）'
const englishSuffix = ' (sandbox)'
const tried = '沙箱中的模拟数据，只用于试运行，不予共享'

/** As the catalogue takes it: the department owns it. In the sandbox it is shared with nobody. */
export function resourceContent(
  { code: _, english: __, ...own }: OwnResource,
  { org, sandbox }: Target,
): Content {
  const post = { org, account: null }
  return Content.parse({
    ...own,
    ...(sandbox
      ? {
          name: own.name + suffix,
          share: { type: 'none', condition: tried, mode: own.share.mode },
          openness: { type: 'closed', condition: tried },
          // Rows come once: nobody is late.
          cycle: { every: 1, unit: 'irregular', graceHours: 0 },
        }
      : {}),
    owner: { ...post, title: '场景数据负责人' },
    steward: { ...post, title: '场景数据管理员' },
  })
}

export interface Over {
  /** Id of the installed resource. */
  readonly resource: string
  readonly items: OwnResource['items']
  /** Who handles its warnings; null: the department. */
  readonly org: string | null
}

export function watchContent(
  { code: _, duty: __, ...own }: OwnWatch,
  { resource, items, org }: Over,
  target: Target,
): WatchContent {
  const saysInEnglish = items.find((i) => i.name === own.says)?.inEnglish
  return WatchContent.parse({
    ...own,
    ...(saysInEnglish === undefined ? {} : { saysInEnglish }),
    ...namesOf(own, target),
    // A warning of another kind: one of a try joins no real one.
    kind: target.sandbox ? sandboxKind(own.kind) : own.kind,
    resource,
    // A try troubles nobody but the department.
    org: target.sandbox ? null : org,
    exercise: target.sandbox,
    ...(target.sandbox ? { trial: true } : {}),
  })
}

export function patternContent({ code: _, ...own }: OwnPattern, target: Target): PatternContent {
  const { sandbox, org, places } = target
  const conditions = own.combination.conditions.map((c) => ({
    ...c,
    kind: sandbox ? sandboxKind(c.kind) : c.kind,
  }))
  return PatternContent.parse({
    ...own,
    ...namesOf(own, target),
    kind: sandbox ? sandboxKind(own.kind) : own.kind,
    combination: { ...own.combination, conditions },
    places,
    org,
    exercise: sandbox,
    ...(sandbox ? { trial: true } : {}),
  })
}

/** In the sandbox the name says so, in each language that there is. */
function namesOf({ name, english }: Pick<OwnWatch, 'name' | 'english'>, { sandbox }: Target) {
  if (!sandbox) return {}
  return {
    name: name + suffix,
    ...(english === undefined ? {} : { english: { ...english, name: english.name + englishSuffix } }),
  }
}

/** Kinds have 40 characters; those of a package have 32 at most. */
export function sandboxKind(kind: string): string {
  return `${kind}-sandbox`
}

/** Demo rows with the times of an item moved alike, so that the latest is now. */
export function movedRows(
  rows: readonly Readonly<Record<string, unknown>>[],
  timeItem: string | null,
  now: Date,
): Readonly<Record<string, unknown>>[] {
  const timeOf = (row: Readonly<Record<string, unknown>>) =>
    timeItem === null ? Number.NaN : Date.parse(String(row[timeItem]))
  const times = rows.map(timeOf).filter((t) => !Number.isNaN(t))
  if (timeItem === null || times.length === 0) return [...rows]
  const by = now.getTime() - times.reduce((a, b) => Math.max(a, b))
  return rows.map((row) => {
    const time = timeOf(row)
    return Number.isNaN(time) ? row : { ...row, [timeItem]: new Date(time + by).toISOString() }
  })
}
