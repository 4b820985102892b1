import { Item, type ItemType } from '../../contract/items.ts'
import { boundOf } from '../content.ts'
import { faultOfPattern } from '../patterns.ts'
import { isEqual, isObject, type Json, type JsonObject } from './overlay.ts'

/** What reading a contract had to decide by itself: the end of a message key, and its values. */
export interface Note {
  readonly key: string
  readonly values: Readonly<Record<string, string>>
}

/** Under this name ODCS's custom properties carry what only this platform can say. */
const ownItem = 'zhizhiItem'

const typesFrom: Readonly<Record<string, ItemType>> = {
  string: 'text',
  date: 'date',
  timestamp: 'time',
  // A time of day is no instant, and a structure no single value: both are kept as text.
  time: 'text',
  object: 'text',
  array: 'text',
  number: 'decimal',
  integer: 'integer',
  boolean: 'boolean',
}
const physicalTypes: readonly (readonly [RegExp, ItemType])[] = [
  [/^(big|small|tiny|medium)?int|^serial|^long/i, 'integer'],
  [/^(decimal|numeric|double|float|real|money|number)/i, 'decimal'],
  [/^bool/i, 'boolean'],
  [/^(timestamp|datetime)/i, 'time'],
  [/^date$/i, 'date'],
]
const typesTo: Readonly<Record<ItemType, string>> = {
  text: 'string',
  integer: 'integer',
  decimal: 'number',
  boolean: 'boolean',
  date: 'date',
  time: 'timestamp',
  place: 'string',
  point: 'string',
}
const longest = 100_000

export function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : ''
}

export function itemsIn(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : []
}

/** The value of a custom property by its name. */
export function customOf(element: JsonObject, property: string): Json | undefined {
  return itemsIn(element.customProperties).find((c) => c.property === property)?.value
}

/** An item as a property of a contract, with what ODCS has no word for as a custom property. */
export function propertyOf(item: Item): JsonObject {
  const plain = plainProperty(item)
  const back = itemOf(plain, item.name, [])
  const own = Object.fromEntries(
    Object.entries(item).filter(([key, value]) => !isEqual(back[key as keyof Item], value)),
  ) as JsonObject
  return Object.keys(own).length === 0
    ? plain
    : { ...plain, customProperties: [{ property: ownItem, value: own }] }
}

function plainProperty(item: Item): JsonObject {
  const isNumber = item.type === 'integer' || item.type === 'decimal'
  const bound = (text: string) => (isNumber ? Number(text) : text)
  const options: JsonObject = {
    ...(item.type === 'text' ? { maxLength: item.length } : {}),
    ...(item.pattern === '' || item.type !== 'text' ? {} : { pattern: item.pattern }),
    ...(item.least === '' || boundOf(item.type, item.least) === undefined
      ? {}
      : { minimum: bound(item.least) }),
    ...(item.most === '' || boundOf(item.type, item.most) === undefined ? {} : { maximum: bound(item.most) }),
  }
  return {
    name: item.name,
    businessName: item.title,
    ...(item.description === '' ? {} : { description: item.description }),
    logicalType: typesTo[item.type],
    ...(Object.keys(options).length === 0 ? {} : { logicalTypeOptions: options }),
    ...(item.required ? { required: true } : {}),
    ...(item.key ? { primaryKey: true } : {}),
    ...(item.values.length === 0
      ? {}
      : {
          quality: [
            { type: 'library', metric: 'invalidValues', mustBe: 0, arguments: { validValues: item.values } },
          ],
        }),
  }
}

/** A property of a contract as an item; what had to be decided is added to the notes. */
export function itemOf(property: JsonObject, name: string, notes: Note[]): Item {
  const note = (key: string) => notes.push({ key, values: { item: textOf(property.name) || name } })
  const type = typeOf(property, note)
  const options = isObject(property.logicalTypeOptions) ? property.logicalTypeOptions : {}
  const key = property.primaryKey === true
  if (key && property.required !== true) note('key-required')
  const parsed = Item.safeParse({
    name,
    title: (textOf(property.businessName) || textOf(property.name) || name).slice(0, 100),
    description: textOf(property.description).slice(0, 1000),
    type,
    required: property.required === true || key,
    key: key && type !== 'point',
    values: valuesOf(property),
    pattern: type === 'text' ? patternOf(options, note) : '',
    ...boundsOf(type, options, note),
    length: lengthOf(options, type),
    ...own(property),
  })
  if (parsed.success) return parsed.data
  note('item-broken')
  return Item.parse({ name, title: name, type: 'text', length: longest })
}

function own(property: JsonObject): object {
  const value = customOf(property, ownItem)
  return isObject(value) ? value : {}
}

function typeOf(property: JsonObject, note: (key: string) => void): ItemType {
  const logical = textOf(property.logicalType)
  const known = Object.hasOwn(typesFrom, logical) ? typesFrom[logical] : undefined
  if (known !== undefined) {
    if (['object', 'array', 'time'].includes(logical)) note('type-as-text')
    return known
  }
  const physical = textOf(property.physicalType)
  note('type-guessed')
  return physicalTypes.find(([form]) => form.test(physical))?.[1] ?? 'text'
}

function valuesOf(property: JsonObject): string[] {
  const rule = itemsIn(property.quality).find(
    (q) => q.metric === 'invalidValues' && q.mustBe === 0 && isObject(q.arguments),
  )
  const values = isObject(rule?.arguments) ? rule.arguments.validValues : undefined
  if (!Array.isArray(values) || values.length > 2000) return []
  const texts = values.map(String)
  return texts.every((t) => t !== '' && t.length <= 200) ? texts : []
}

function patternOf(options: JsonObject, note: (key: string) => void): string {
  const pattern = typeof options.pattern === 'string' ? options.pattern : ''
  if (pattern === '' || (pattern.length <= 500 && faultOfPattern(pattern) === undefined)) return pattern
  note('pattern-kept-aside')
  return ''
}

function boundsOf(type: ItemType, options: JsonObject, note: (key: string) => void) {
  const read = (value: unknown): string => {
    const text = typeof value === 'number' ? plainNumber(value) : typeof value === 'string' ? value : ''
    if (text === '' || (text.length <= 40 && boundOf(type, text) !== undefined)) return text
    note('bound-kept-aside')
    return ''
  }
  const [least, most] = [read(options.minimum), read(options.maximum)]
  const [low, high] = [boundOf(type, least), boundOf(type, most)]
  if (low === undefined || high === undefined || low <= high) return { least, most }
  note('bound-kept-aside')
  return { least: '', most: '' }
}

/** Without an exponent, or nothing: bounds are written as offices write numbers. */
function plainNumber(value: number): string {
  return /e/i.test(String(value)) ? '' : String(value)
}

function lengthOf(options: JsonObject, type: ItemType): number {
  const most = options.maxLength
  if (typeof most === 'number' && Number.isInteger(most) && most >= 1 && most <= longest) return most
  return type === 'text' ? longest : 2000
}
