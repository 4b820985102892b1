import {
  type DataLevel,
  dataLevels,
  type GradeLine,
  type GradeView,
  type GradingTable,
  type gradeCauses,
  type Impact,
  type ItemGrade,
  type Proposal,
  type Reach,
} from '../contract/grading.ts'
import type { Content } from '../contract/resource.ts'
import { identifierOf, namesOrganization } from './identifiers.ts'

/** What a grade is judged by beside what the grader says. */
export interface GradingFacts {
  readonly content: Content
  /** Rows that the platform holds. */
  readonly rows: number
  /** What the resource is made from; a source that nobody has graded gives no level. */
  readonly sources: readonly { readonly name: string; readonly level: DataLevel | null }[]
}

export function isHigher(a: DataLevel, b: DataLevel): boolean {
  return dataLevels.indexOf(a) > dataLevels.indexOf(b)
}

/** 就高从严: of several levels the highest. Nothing harmful is general data, level 1. */
export function highest(levels: readonly DataLevel[]): DataLevel {
  return levels.reduce<DataLevel>((top, level) => (isHigher(level, top) ? level : top), '1')
}

export function levelOf(table: GradingTable, { object, degree }: Impact): DataLevel {
  return table.matrix[object][degree]
}

function isSensitive(table: GradingTable, kind: string): boolean {
  return table.sensitive.some((k) => k === kind)
}

/** The lowest level of one item: sensitive personal information, or personal information at all. */
function itemFloor(table: GradingTable, content: Content, name: string): GradeLine | undefined {
  const item = content.items.find((i) => i.name === name)
  const found = item === undefined ? undefined : identifierOf(item, content.rules)
  if (item === undefined || found === undefined) return undefined
  const floor = isSensitive(table, found.kind) ? 'sensitive' : 'personal'
  return {
    key: `floor-${floor}`,
    values: { item: item.title, kind: found.kind },
    level: table.floors[floor],
  }
}

/**
 * Each item with the higher of what the grader says and what its content asks for at least. A text and its English say the
 * same, so that both have the level of the higher one.
 */
export function gradedItems(
  table: GradingTable,
  content: Content,
  items: readonly ItemGrade[],
): (ItemGrade & { level: DataLevel })[] {
  const own = new Map(
    items.map((g) => [g.name, highest([levelOf(table, g), itemFloor(table, content, g.name)?.level ?? '1'])]),
  )
  return items.map((g) => {
    const pairs = content.items.filter((i) => i.name === g.name || i.inEnglish === g.name)
    const same = [g.name, ...pairs.flatMap((i) => [i.name, i.inEnglish ?? i.name])]
    return { ...g, level: highest(same.map((name) => own.get(name) ?? '1')) }
  })
}

/** Every reason for a level, as lines that can be read; the resource's level is the highest of them. */
export function linesOf(
  table: GradingTable,
  facts: GradingFacts,
  items: readonly ItemGrade[],
  impacts: readonly Impact[],
): GradeLine[] {
  const { content } = facts
  const titles = new Map(content.items.map((i) => [i.name, i.title]))
  const said = (key: string, { object, degree }: Impact, values: Record<string, string> = {}): GradeLine => ({
    key,
    values: { ...values, object, degree },
    level: levelOf(table, { object, degree }),
  })
  return [
    ...items
      .filter((g) => g.degree !== 'none')
      .map((g) => said('item', g, { item: titles.get(g.name) ?? g.name })),
    ...impacts.map((i) => said('impact', i)),
    ...items.flatMap((g) => itemFloor(table, content, g.name) ?? []),
    ...sharingFloor(table, content),
    ...volumeFloor(table, facts),
  ]
}

function sharingFloor(table: GradingTable, { share }: Content): GradeLine[] {
  if (share.type === 'unconditional') return []
  const name = share.type === 'none' ? 'not-shared' : 'conditional'
  return [{ key: `floor-${name}`, values: {}, level: table.floors[name] }]
}

function volumeFloor(table: GradingTable, { content, rows }: GradingFacts): GradeLine[] {
  if (!content.items.some((i) => identifierOf(i, content.rules) !== undefined)) return []
  return table.volumes
    .filter((v) => rows >= v.rows)
    .map((v) => ({ key: 'volume', values: { rows: String(rows), least: String(v.rows) }, level: v.level }))
}

/** What a derived resource takes over from its sources. */
export function inheritedLines({ sources }: GradingFacts): GradeLine[] {
  return sources.flatMap((s) =>
    s.level === null ? [] : [{ key: 'inherited', values: { source: s.name }, level: s.level }],
  )
}

/** How far the resource covers: no bound is the whole city, the shortest place path decides. */
export function reachOf({ scope }: Content): Reach {
  const depth = Math.min(...scope.places.map((p) => p.split('/').length))
  if (scope.places.length === 0 || depth <= 1) return 'city'
  return depth === 2 ? 'district' : 'township'
}

/** A grade read off the content, the rows held and the sources: a person confirms it or says otherwise. */
export function propose(table: GradingTable, facts: GradingFacts): Proposal {
  const { content } = facts
  const usual = table.coverage[reachOf(content)]
  const items = content.items.map((item): ItemGrade => {
    const found = identifierOf(item, content.rules)
    if (found !== undefined)
      return {
        name: item.name,
        object: 'person',
        degree: isSensitive(table, found.kind) ? 'extreme' : usual,
      }
    const isOrganization = namesOrganization(item, content.rules)
    return { name: item.name, object: 'organization', degree: isOrganization ? 'general' : 'none' }
  })
  const lines = [...linesOf(table, facts, items, []), ...inheritedLines(facts)]
  return { level: highest(lines.map((l) => l.level)), items, impacts: [], lines }
}

/** Whether what is known now asks a person to grade again. */
export function needsGrading(
  current: Pick<GradeView, 'level' | 'items'> | undefined,
  proposal: Proposal,
  cause: (typeof gradeCauses)[number],
): boolean {
  if (current === undefined || cause === 'source') return true
  const names = (items: readonly { name: string }[]) =>
    items
      .map((i) => i.name)
      .toSorted()
      .join()
  return current.level !== proposal.level || names(current.items) !== names(proposal.items)
}

/** The day after so many months; the end of a shorter month where the day does not exist. */
export function reviewDay(today: string, months: number): string {
  const [year = 0, month = 1, day = 1] = today.split('-').map(Number)
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))).toISOString().slice(0, 10)
}
