import { z } from 'zod'
import { ChangePage, Delivered } from '../../src/modules/collection/contract.ts'
import {
  CommandAnswer,
  Conformance,
  GiveCommand,
  PageFigureList,
  PagePointList,
  PageRowList,
  PageView,
  RunningScenarios,
  ScenarioManifest,
  SystemDeliver,
} from '../../src/modules/scenarios/contract.ts'

/** What goes in is written as it may be sent, what comes out as it is answered. */
const sent = [ScenarioManifest, SystemDeliver, GiveCommand]
const answered = [
  Conformance,
  Delivered,
  ChangePage,
  CommandAnswer,
  RunningScenarios,
  PageView,
  PageRowList,
  PageFigureList,
  PagePointList,
]

interface Schema {
  readonly $ref?: string
  readonly $defs?: Readonly<Record<string, Schema>>
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly type?: string | readonly string[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean | Schema
  readonly items?: Schema
}

/**
 * Types of the scenario interface, printed from the contracts. The generators of others need TypeScript's former API, which
 * this project's version does not have; what is used of JSON Schema here is little.
 */
export function sdkTypes(): string {
  const types = new Map<string, string>()
  const take = (schema: z.ZodType, io: 'input' | 'output') => {
    const { $defs = {}, ...root } = z.toJSONSchema(schema, { io }) as Schema
    const name = (z.globalRegistry.get(schema) as { id?: string } | undefined)?.id ?? ''
    for (const [id, def] of Object.entries({
      ...$defs,
      ...(root.$ref === undefined ? { [name]: root } : {}),
    }))
      if (!types.has(id)) types.set(id, typeOf(def, ''))
  }
  for (const schema of sent) take(schema, 'input')
  for (const schema of answered) take(schema, 'output')
  const text = [...types]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, type]) => `export type ${id} = ${type}`)
  return `// Printed by \`npm run generate\` from the contracts of the platform. Do not edit.\n\n${text.join('\n\n')}\n`
}

function typeOf(s: Schema, indent: string): string {
  if (s.$ref !== undefined) return s.$ref.split('/').at(-1) ?? 'unknown'
  if (s.const !== undefined) return literal(s.const)
  if (s.enum !== undefined) return s.enum.map(literal).join(' | ')
  const choices = s.anyOf ?? s.oneOf
  if (choices !== undefined) return choices.map((c) => bracketed(typeOf(c, indent), '&')).join(' | ')
  if (s.allOf !== undefined) return s.allOf.map((c) => bracketed(typeOf(c, indent), '|')).join(' & ')
  switch (s.type) {
    case 'string':
      return 'string'
    case 'integer':
    case 'number':
      return 'number'
    case 'boolean':
      return 'boolean'
    case 'null':
      return 'null'
    case 'array':
      return `readonly ${bracketed(typeOf(s.items ?? {}, indent), '|')}[]`
    case 'object':
      return objectOf(s, indent)
    default:
      return 'unknown'
  }
}

function objectOf(s: Schema, indent: string): string {
  const inner = `${indent}  `
  const lines = Object.entries(s.properties ?? {}).map(([name, property]) => {
    const isOptional = s.required?.includes(name) !== true
    return `${inner}readonly ${/^\w+$/.test(name) ? name : literal(name)}${isOptional ? '?' : ''}: ${typeOf(property, inner)}`
  })
  const rest = s.additionalProperties
  if (lines.length > 0) return `{\n${lines.join('\n')}\n${indent}}`
  return `{ readonly [name: string]: ${typeof rest === 'object' ? typeOf(rest, indent) : 'unknown'} }`
}

function literal(value: unknown): string {
  return JSON.stringify(value).replaceAll('"', "'")
}

/** A union inside something else needs brackets, and so does what stands before `[]`. */
function bracketed(type: string, operator: '|' | '&'): string {
  return type.includes(` ${operator} `) && !type.startsWith('{') ? `(${type})` : type
}
