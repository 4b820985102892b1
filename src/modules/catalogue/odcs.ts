import { parseDocument, stringify } from 'yaml'
import { Refusal } from '#kernel/action/define'
import { isObject, type JsonObject } from './rules.ts'

const limits = { bytes: 1024 * 1024, depth: 60, properties: 500 } as const

/**
 * A data contract's text (YAML or JSON) as data. Aliases are refused: a few lines of them unfold to gigabytes.
 * @throws Refusal `too-large` or `invalid` with the reason
 */
export function readContract(text: string): JsonObject {
  if (text.length > limits.bytes) throw new Refusal('too-large', 'catalogue.import.too-large', { limitMb: 1 })
  const read = parsed(text)
  if (!isObject(read)) throw unreadable('no object')
  refuseOdd(read, 0)
  if (read.kind !== 'DataContract' || typeof read.apiVersion !== 'string')
    throw new Refusal('invalid', 'catalogue.import.no-contract')
  refuseOtherShapes(read)
  return read
}

function parsed(text: string): unknown {
  try {
    const document = parseDocument(text, { schema: 'core', uniqueKeys: true, logLevel: 'silent' })
    const [error] = document.errors
    if (error !== undefined) throw unreadable(error.message.split('\n')[0] ?? '')
    return document.toJS({ maxAliasCount: 0 })
  } catch (error) {
    if (error instanceof Refusal) throw error
    // An alias, or nesting deeper than the stack.
    throw unreadable(error instanceof Error ? error.message : '')
  }
}

/** Objects and properties are lists of named things; what is none could not be given back. */
function refuseOtherShapes({ schema }: JsonObject): void {
  const isList = (value: unknown) => value === undefined || (Array.isArray(value) && value.every(isObject))
  if (!isList(schema)) throw unreadable('schema')
  for (const object of (schema ?? []) as JsonObject[]) {
    if (!isList(object.properties)) throw unreadable('properties')
    if (((object.properties ?? []) as JsonObject[]).length > limits.properties)
      throw new Refusal('too-large', 'catalogue.import.too-many-items', { limit: limits.properties })
  }
}

/** Numbers that JSON cannot write, and nesting that no contract has. */
function refuseOdd(value: unknown, depth: number): void {
  if (depth > limits.depth) throw unreadable('nested too deep')
  if (typeof value === 'number' && !Number.isFinite(value)) throw unreadable(String(value))
  if (['bigint', 'symbol', 'function', 'undefined'].includes(typeof value)) throw unreadable(typeof value)
  if (Array.isArray(value)) for (const item of value) refuseOdd(item, depth + 1)
  else if (isObject(value))
    for (const [key, item] of Object.entries(value)) {
      // A key that objects take for their ancestry would be lost on the way.
      if (key === '__proto__') throw unreadable(key)
      refuseOdd(item, depth + 1)
    }
  else if (typeof value === 'object' && value !== null) throw unreadable('no plain data')
}

function unreadable(reason: string): Refusal {
  return new Refusal('invalid', 'catalogue.import.unreadable', { reason: reason.slice(0, 300) })
}

/** As YAML, without aliases and without folded lines. */
export function writeContract(contract: JsonObject): string {
  return stringify(contract, { aliasDuplicateObjects: false, lineWidth: 0 })
}
