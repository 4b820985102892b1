import { QualityRule } from '../../contract/items.ts'
import { Content } from '../../contract/resource.ts'
import { itemsOf } from '../content.ts'
import { customOf, itemOf, itemsIn, type Note, propertyOf, textOf } from './items.ts'
import {
  difference,
  isEqual,
  isObject,
  type Json,
  type JsonObject,
  type Overlay,
  restore,
} from './overlay.ts'

const ownContent = 'zhizhiContent'
const engine = 'zhizhi'
/** Stands where a contract names no property, for a resource has at least one item. */
const placeholder = { name: 'content', title: '内容', type: 'text', length: 100_000 } as const

/** What is kept of an imported contract beside the content: see `Content.extensions`. */
interface Kept {
  /** Everything above the objects, word for word. */
  readonly contract: JsonObject
  readonly position: number
  readonly object: Overlay
  readonly items: { [name: string]: Overlay }
  /** What the contract has instead of an object, or an object instead of properties; 'whole': nothing is missing. */
  readonly shape: 'whole' | 'no-schema' | 'empty-schema' | 'no-properties' | 'empty-properties'
}

export interface ImportedContract {
  readonly content: Content
  readonly notes: readonly Note[]
}

/** A contract as resources, one for each of its objects. Nothing of it is lost: see `exportContract`. */
export function importContract(document: JsonObject, provider: string): ImportedContract[] {
  const { schema, ...contract } = document
  const objects = itemsIn(schema)
  if (objects.length === 0) {
    const shape = schema === undefined ? 'no-schema' : 'empty-schema'
    return [
      imported(
        { name: textOf(contract.name) || textOf(contract.id) },
        { contract, position: 0, shape },
        provider,
      ),
    ]
  }
  return objects.map((object, position) => {
    const shape =
      object.properties === undefined
        ? 'no-properties'
        : itemsIn(object.properties).length === 0
          ? 'empty-properties'
          : 'whole'
    return imported(object, { contract, position, shape }, provider)
  })
}

function imported(
  object: JsonObject,
  kept: Omit<Kept, 'object' | 'items'>,
  provider: string,
): ImportedContract {
  const notes: Note[] = kept.shape === 'whole' ? [] : [{ key: 'placeholder', values: {} }]
  const content = contentOf(object, kept.contract, provider, notes)
  const made = objectOf(content, kept.contract, provider)
  const properties = itemsIn(object.properties)
  const madeProperties = itemsIn(made.properties)
  const items = Object.fromEntries(
    content.items.map((item, n) => [item.name, difference(madeProperties[n] ?? {}, properties[n] ?? {})]),
  )
  const own: Kept = {
    ...kept,
    object: difference(without(made, 'properties'), without(object, 'properties')),
    items: kept.shape === 'whole' ? items : {},
  }
  return { content: { ...content, extensions: { odcs: own as unknown as Json } }, notes }
}

function contentOf(object: JsonObject, contract: JsonObject, provider: string, notes: Note[]): Content {
  const names = new Set<string>()
  const properties = itemsIn(object.properties)
  const byName = new Map<string, string>()
  const items = properties.slice(0, 500).map((p) => {
    const item = itemOf(p, nameFor(textOf(p.name), names), notes)
    byName.set(textOf(p.name), item.name)
    return item
  })
  if (items.length === 0)
    items.push(itemOf({ ...placeholder, businessName: placeholder.title }, placeholder.name, []))
  const post = { org: provider, title: '待明确', account: null }
  const name = (textOf(object.businessName) || textOf(object.name)).slice(0, 200)
  const base: Content = Content.parse({
    name: name.length < 2 ? `${name}数据` : name,
    kind: 'department',
    classification: { class: '3', item: '99', subitem: '999', detail: '' },
    abstract: abstractOf(object, contract),
    format: textOf(object.physicalType).slice(0, 100) || '数据库',
    keywords: [],
    share: { type: 'conditional', condition: '按数据合同约定', mode: 'interface' },
    openness: { type: 'closed' },
    cycle: { every: 1, unit: 'irregular', graceHours: 0 },
    owner: post,
    steward: post,
    shape: items.some((i) => i.key) ? 'records' : 'events',
    items,
    rules: rulesOf(object, properties, byName, new Set(items.map((i) => i.name))),
  })
  const own = customOf(object, ownContent)
  const merged = isObject(own)
    ? Content.safeParse({ ...base, ...own, items: base.items, rules: base.rules })
    : undefined
  return merged?.success === true ? merged.data : base
}

function abstractOf(object: JsonObject, contract: JsonObject): string {
  const purpose = isObject(contract.description) ? textOf(contract.description.purpose) : ''
  const text = (textOf(object.description) || purpose).slice(0, 4000)
  return text.length < 2 ? '由数据合同导入，摘要待补充' : text
}

/** A name that items may have, told from those that are taken. */
function nameFor(given: string, taken: Set<string>): string {
  const plain = given
    .toLowerCase()
    .replace(/[^a-z0-9_]+/g, '_')
    .replace(/^[^a-z]+/, '')
    .slice(0, 55)
  const base = plain === '' ? 'item' : plain
  let name = base
  for (let n = 2; taken.has(name); n++) name = `${base}_${n}`
  taken.add(name)
  return name
}

/** This platform's own rules, and those of the library that have the same meaning here. */
function rulesOf(
  object: JsonObject,
  properties: readonly JsonObject[],
  byName: ReadonlyMap<string, string>,
  names: ReadonlySet<string>,
): QualityRule[] {
  const own = itemsIn(object.quality).flatMap((q) => {
    const parsed = q.engine === engine ? QualityRule.safeParse(q.implementation) : undefined
    return parsed?.success === true && itemsOf(parsed.data).every((i) => names.has(i)) ? [parsed.data] : []
  })
  const filled = properties.flatMap((p): QualityRule[] => {
    const item = byName.get(textOf(p.name))
    const rule = itemsIn(p.quality).find(
      (q) => (q.metric === 'nullValues' || q.metric === 'missingValues') && q.mustBe === 0,
    )
    if (rule === undefined || item === undefined) return []
    const severity = rule.severity === 'error' ? 'reject' : 'warn'
    const title = (textOf(rule.description) || `${item} 不得为空`).slice(0, 200)
    return [{ id: `filled-${item.replaceAll('_', '-')}`.slice(0, 40), title, severity, kind: 'filled', item }]
  })
  const all = [...own, ...filled]
  return all.filter((rule, n) => all.findIndex((r) => r.id === rule.id) === n).slice(0, 200)
}

/** A content as an object of a contract, with what ODCS has no word for as a custom property. */
function objectOf(content: Content, contract: JsonObject, provider: string): JsonObject {
  const plain: JsonObject = {
    name: 'rows',
    businessName: content.name,
    description: content.abstract,
    physicalType: content.format,
    properties: content.items.map(propertyOf),
    ...(content.rules.length === 0
      ? {}
      : {
          quality: content.rules.map((rule) => ({
            type: 'custom',
            engine,
            description: rule.title,
            severity: rule.severity === 'reject' ? 'error' : 'warning',
            implementation: rule as unknown as JsonObject,
          })),
        }),
  }
  const back = contentOf(plain, contract, provider, [])
  const own = Object.fromEntries(
    Object.entries(content).filter(
      ([key, value]) =>
        !['items', 'rules', 'extensions'].includes(key) && !isEqual(back[key as keyof Content], value),
    ),
  ) as JsonObject
  return Object.keys(own).length === 0
    ? plain
    : { ...plain, customProperties: [{ property: ownContent, value: own }] }
}

export interface Exported {
  readonly id: string
  readonly provider: string
  readonly version: number
  readonly state: string
  readonly content: Content
}

const statuses: Readonly<Record<string, string>> = { draft: 'draft', published: 'active', retired: 'retired' }

/** The contract of which the content was an object, so that all of them are written together; undefined: its own. */
export function contractOf({ content }: Pick<Exported, 'content'>): string | undefined {
  const kept = keptOf(content)
  return kept === undefined ? undefined : textOf(kept.contract.id)
}

/**
 * Resources as one contract. One that was imported keeps the words of its original wherever nobody has changed what
 * they say; resources that came from one contract are given together.
 */
export function exportContract(resources: readonly [Exported, ...Exported[]]): JsonObject {
  const [first] = resources
  const kept = keptOf(first.content)
  const contract = kept?.contract ?? ownContract(first)
  if (kept?.shape === 'no-schema' && isUntouched(first.content)) return contract
  if (kept?.shape === 'empty-schema' && isUntouched(first.content)) return { ...contract, schema: [] }
  const objects = resources
    .toSorted((a, b) => (keptOf(a.content)?.position ?? 0) - (keptOf(b.content)?.position ?? 0))
    .map((r) => exportObject(r, contract))
  return { ...contract, ...(first.version > 1 ? { version: `${first.version}.0.0` } : {}), schema: objects }
}

function exportObject({ content, provider }: Exported, contract: JsonObject): JsonObject {
  const made = objectOf(content, contract, provider)
  const kept = keptOf(content)
  if (kept === undefined) return made
  const object = restore(without(made, 'properties'), kept.object)
  if (kept.shape === 'no-properties' && isUntouched(content)) return object
  if (kept.shape === 'empty-properties' && isUntouched(content)) return { ...object, properties: [] }
  const properties = itemsIn(made.properties).map((p) => restore(p, kept.items[textOf(p.name)] ?? {}))
  return { ...object, properties }
}

function ownContract({ id, version, state, content }: Exported): JsonObject {
  return {
    apiVersion: 'v3.1.0',
    kind: 'DataContract',
    id,
    name: content.name,
    version: `${Math.max(1, version)}.0.0`,
    status: statuses[state] ?? 'draft',
    description: { purpose: content.abstract },
    ...(content.cycle.unit === 'irregular'
      ? {}
      : { slaProperties: [{ property: 'frequency', value: content.cycle.every, unit: content.cycle.unit }] }),
  }
}

/** Nobody has described an item yet. */
function isUntouched({ items }: Content): boolean {
  return items.length === 1 && items[0]?.name === placeholder.name && items[0].title === placeholder.title
}

function keptOf(content: Content): Kept | undefined {
  const kept = content.extensions?.odcs
  return isObject(kept) && isObject(kept.contract) && isObject(kept.object) && isObject(kept.items)
    ? (kept as unknown as Kept)
    : undefined
}

function without(object: JsonObject, key: string): JsonObject {
  const { [key]: _left, ...rest } = object
  return rest
}
