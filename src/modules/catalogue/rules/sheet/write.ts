import type { Item } from '../../contract/items.ts'
import type { Content } from '../../contract/resource.ts'
import { itemColumns, resourceColumns, wordOf, words } from './columns.ts'

export interface SheetResource {
  readonly code: string
  readonly provider: string
  readonly providerName: string
  /** The day of publication; empty where there is none. */
  readonly published: string
  readonly content: Content
}

type Row = Record<string, string | number>

/** A resource as rows of the sheet: one an item, with what holds for the whole in the first. */
export function sheetRows(resource: SheetResource): Row[] {
  const [first, ...rest] = resource.content.items.map(itemCells)
  return [{ ...resourceCells(resource), ...first }, ...rest]
}

function resourceCells({ code, provider, providerName, published, content: c }: SheetResource): Row {
  const col = resourceColumns
  return {
    [col.name]: c.name,
    [col.code]: code,
    [col.kind]: wordOf(words.kind, c.kind),
    [col['classification.class']]: c.classification.class,
    [col['classification.item']]: c.classification.item,
    [col['classification.subitem']]: c.classification.subitem,
    [col['classification.detail']]: c.classification.detail,
    [col.providerName]: providerName,
    [col.provider]: provider,
    [col.abstract]: c.abstract,
    [col.format]: c.format,
    [col['share.type']]: wordOf(words['share.type'], c.share.type),
    [col['share.condition']]: c.share.condition,
    [col['share.mode']]: wordOf(words['share.mode'], c.share.mode),
    [col['openness.type']]: wordOf(words['openness.type'], c.openness.type),
    [col['openness.condition']]: c.openness.condition,
    [col.cycle]: cycleText(c.cycle),
    [col.published]: published,
    [col.relatedCode]: c.relatedCode,
    [col['cycle.graceHours']]: c.cycle.graceHours,
    [col.keywords]: listText(c.keywords),
    [col.shape]: wordOf(words.shape, c.shape),
    [col['owner.org']]: c.owner.org,
    [col['owner.title']]: c.owner.title,
    [col['owner.account']]: c.owner.account ?? '',
    [col['steward.org']]: c.steward.org,
    [col['steward.title']]: c.steward.title,
    [col['steward.account']]: c.steward.account ?? '',
    [col.rules]: c.rules.length === 0 ? '' : JSON.stringify(c.rules),
    [col.scope]: JSON.stringify(c.scope),
    [col.extensions]: c.extensions === undefined ? '' : JSON.stringify(c.extensions),
  }
}

function itemCells(item: Item): Row {
  const yes = (is: boolean) => (is ? '是' : '否')
  return {
    [itemColumns.title]: item.title,
    [itemColumns.type]: wordOf(words.type, item.type),
    [itemColumns.name]: item.name,
    [itemColumns.key]: yes(item.key),
    [itemColumns.required]: yes(item.required),
    [itemColumns.values]: listText(item.values),
    [itemColumns.pattern]: item.pattern,
    [itemColumns.least]: item.least,
    [itemColumns.most]: item.most,
    [itemColumns.length]: item.length,
    [itemColumns.personal]: item.personal ?? '',
    [itemColumns.description]: item.description,
  }
}

function cycleText({ every, unit }: Content['cycle']): string {
  if (unit === 'irregular') return every === 1 ? '不定期' : `不定期${every}`
  return `每${every}${wordOf(words.unit, unit)}`
}

/** Words with a stop between them; as JSON where a word holds one itself. */
function listText(list: readonly string[]): string {
  return list.some((w) => /[、,，;；\n]|^\[|^\s|\s$/.test(w)) ? JSON.stringify(list) : list.join('、')
}
