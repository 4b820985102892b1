import type { Content, Item } from '#modules/catalogue/contract'
import type { Grant, RowCondition } from '#modules/sharing/contract'
import { conditionFaults } from '#modules/sharing/rules'
import type { Grouping, RunTemplate, Template } from '../contract.ts'

export interface TemplateFault {
  readonly path: string
  readonly key: string
  readonly values: Readonly<Record<string, string>>
}

/** Items that a template touches: all of them have to be granted. */
export function itemsOfTemplate(t: Template): string[] {
  const measured = t.measure.kind === 'count' ? [] : [t.measure.item]
  const named = [...t.groupBy, ...t.where, ...t.parameters].map((p) => p.item)
  return [...new Set([...measured, ...named])]
}

/**
 * What of a template cannot be answered safely: items that the grant does not give, or gives masked and the figure would
 * tell; measures of what is no number; noise over groups that only the data knows.
 */
export function faultsOfTemplate(t: Template, grant: Grant, content: Content, path: string): TemplateFault[] {
  const items = new Map(content.items.map((i) => [i.name, i]))
  const types = new Map(content.items.map((i) => [i.name, i.type]))
  const fault = (at: string, key: string, item = ''): TemplateFault => ({
    path: `${path}.${at}`,
    key: `operation.fault.${key}`,
    values: { item },
  })
  const missing = itemsOfTemplate(t).filter((i) => !grant.terms.items.includes(i) || !items.has(i))
  if (grant.purpose !== 'operation') return [fault('grant', 'purpose')]
  if (missing.length > 0) return missing.map((item) => fault('items', 'not-granted', item))
  const measured = t.measure.kind === 'count' ? undefined : items.get(t.measure.item)
  const masked = (item: string) => grant.terms.masks[item]
  return [
    ...(measured !== undefined && measured.type !== 'integer' && measured.type !== 'decimal'
      ? [fault('measure', 'no-number', measured.name)]
      : []),
    ...(measured !== undefined && masked(measured.name) !== undefined
      ? [fault('measure', 'masked', measured.name)]
      : []),
    ...(t.measure.kind !== 'count' && t.measure.lower >= t.measure.upper ? [fault('measure', 'bounds')] : []),
    ...t.groupBy.flatMap((g, n) =>
      groupFaults(g, items.get(g.item), masked(g.item), t.protection.kind === 'noise').map((key) =>
        fault(`groupBy.${n}`, key, g.item),
      ),
    ),
    ...[...t.where, ...t.parameters].flatMap((c, n) =>
      masked(c.item) === undefined ? [] : [fault(`where.${n}`, 'masked', c.item)],
    ),
    ...[...t.where, ...t.parameters.map(asCondition)].flatMap((c, n) =>
      conditionFaults(c, types).map((key) => ({
        ...fault(`where.${n}`, key, c.item),
        key: `sharing.fault.${key}`,
      })),
    ),
  ]
}

function groupFaults(
  g: Grouping,
  item: Item | undefined,
  mask: string | undefined,
  noisy: boolean,
): string[] {
  if (item === undefined) return ['not-granted']
  const isTime = item.type === 'date' || item.type === 'time'
  return [
    ...(g.by === 'year' && !isTime ? ['no-time'] : []),
    ...((g.by === 'county' || g.by === 'township') && item.type !== 'place' ? ['no-place'] : []),
    // Which groups there are would itself be told by an exact look at the data.
    ...(noisy && (g.by !== 'value' || item.values.length === 0) ? ['open-groups'] : []),
    ...(mask === undefined || mask === g.by ? [] : ['masked']),
  ]
}

/** What stands for a parameter when the template is checked. */
function asCondition(p: Template['parameters'][number]): RowCondition {
  return { item: p.item, op: p.op, values: p.values.slice(0, 1) }
}

/** The conditions of a run's choices; undefined for a choice that the template does not offer. */
export function chosen(t: Template, parameters: RunTemplate['parameters']): RowCondition[] | undefined {
  const conditions: RowCondition[] = []
  for (const [item, value] of Object.entries(parameters)) {
    const offered = t.parameters.find((p) => p.item === item)
    if (!offered?.values.includes(value)) return undefined
    conditions.push({ item, op: offered.op, values: [value] })
  }
  return conditions
}

/** Every combination of the closed lists that a noisy answer is grouped by: known without looking at the data. */
export function closedGroups(t: Template, content: Content): Record<string, string>[] {
  return t.groupBy.reduce<Record<string, string>[]>(
    (groups, g) => {
      const values = content.items.find((i) => i.name === g.item)?.values ?? []
      return groups.flatMap((group) => values.map((v) => ({ ...group, [g.item]: v })))
    },
    [{}],
  )
}
