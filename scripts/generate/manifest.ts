import { z } from 'zod'
import { ScenarioManifest } from '../../src/modules/scenarios/contract.ts'
import { code, page, table } from './markdown.ts'

interface Schema {
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly pattern?: string
  readonly format?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly default?: unknown
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly $ref?: string
  readonly $defs?: Readonly<Record<string, Schema>>
}

/** What a package has to look like, key by key, for whoever writes one. */
export function manifestPage(): string {
  const schema = z.toJSONSchema(ScenarioManifest, { io: 'input' }) as Schema
  const resolve = (s: Schema): Schema =>
    s.$ref === undefined ? s : (schema.$defs?.[s.$ref.split('/').at(-1) ?? ''] ?? s)
  const rows: string[][] = []
  const walk = (given: Schema, path: string, isRequired: boolean): void => {
    const s = resolve(given)
    const choices = (s.anyOf ?? s.oneOf ?? []).map(resolve)
    rows.push([code(path), isRequired ? 'yes' : '', wordsOf(s, choices)])
    for (const part of [
      s,
      ...choices,
      ...(s.allOf ?? []).flatMap((a) => [a, ...(a.oneOf ?? [])]).map(resolve),
    ])
      for (const [name, inner] of Object.entries(part.properties ?? {}))
        walk(inner, `${path}.${name}`, part.required?.includes(name) ?? false)
    if (s.items !== undefined) walk(s.items, `${path}[]`, false)
  }
  const root = resolve(schema)
  for (const [name, inner] of Object.entries(root.properties ?? {}))
    walk(inner, name, root.required?.includes(name) ?? false)
  const seen = new Set<string>()
  const once = rows.filter((r) => !seen.has(r.join()) && seen.add(r.join()) !== undefined)
  return page(
    'The manifest of a scenario',
    'One JSON file. The schema is served as `/api/v1/scenarios/manifest.schema.json`; `npm run scenario -- check FILE` says what it alone cannot.',
    table(['key', 'required', 'value'], once),
  )
}

function wordsOf(s: Schema, choices: readonly Schema[]): string {
  const bounds = [
    s.const === undefined ? '' : `always ${JSON.stringify(s.const)}`,
    s.enum === undefined ? '' : `one of ${s.enum.join(', ')}`,
    ranged(s.minLength, s.maxLength, 'characters'),
    ranged(s.minItems, s.maxItems, 'entries'),
    ranged(s.minimum, s.maximum, ''),
    s.pattern === undefined || s.format !== undefined ? (s.format ?? '') : code(s.pattern),
    s.default === undefined || typeof s.default === 'object' ? '' : `else ${JSON.stringify(s.default)}`,
  ]
  const type = s.type ?? choices.map((c) => c.type ?? 'value').join(' or ')
  return [type, ...bounds].filter((w) => w !== '').join('; ')
}

function ranged(least: number | undefined, most: number | undefined, unit: string): string {
  if (most === undefined || most >= Number.MAX_SAFE_INTEGER)
    return least === undefined ? '' : `from ${least} ${unit}`.trim()
  return `${least ?? 0} to ${most} ${unit}`.trim()
}
