/** The part of JSON Schema that the Open311 schemas use; an unknown word is an error, so that none is passed over. */
export interface Schema {
  readonly [word: string]: unknown
}

const passedOver = new Set(['description', 'uniqueItems', 'minItems', 'example', 'examples', 'title'])
const types: Readonly<Record<string, (v: unknown) => boolean>> = {
  string: (v) => typeof v === 'string',
  number: (v) => typeof v === 'number' && Number.isFinite(v),
  integer: (v) => Number.isInteger(v),
  boolean: (v) => typeof v === 'boolean',
  array: (v) => Array.isArray(v),
  object: (v) => typeof v === 'object' && v !== null && !Array.isArray(v),
  null: (v) => v === null,
}
const patterns: Readonly<Record<string, RegExp>> = {
  'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/,
  uri: /^[a-z][a-z0-9+.-]*:\S+$/,
}

/** What breaks the schema, each with its path; empty when nothing does. `resolve` reads what `$ref` names. */
export function breaches(
  schema: Schema,
  value: unknown,
  resolve: (ref: string) => Schema,
  path = '',
): string[] {
  const inner = (s: unknown, v: unknown, p: string) => breaches(s as Schema, v, resolve, p)
  return Object.entries(schema).flatMap(([word, rule]) => {
    if (passedOver.has(word)) return []
    switch (word) {
      case '$ref':
        return breaches(resolve(String(rule)), value, resolve, path)
      case 'type':
        return types[String(rule)]?.(value) === true ? [] : [`${path}: no ${rule}`]
      case 'anyOf': {
        const all = (rule as Schema[]).map((s) => inner(s, value, path))
        return all.some((b) => b.length === 0) ? [] : [`${path}: none of ${JSON.stringify(all)}`]
      }
      case 'enum':
        return (rule as unknown[]).includes(value) ? [] : [`${path}: not one of ${JSON.stringify(rule)}`]
      case 'maxLength':
        return [...String(value)].length <= Number(rule) ? [] : [`${path}: too long`]
      case 'format':
        return (patterns[String(rule)]?.test(String(value)) ?? false) ? [] : [`${path}: no ${rule}`]
      case 'required':
        return (rule as string[])
          .filter((name) => !(typeof value === 'object' && value !== null && Object.hasOwn(value, name)))
          .map((name) => `${path}/${name}: missing`)
      case 'properties':
        return Object.entries(rule as Record<string, Schema>).flatMap(([name, s]) => {
          const v = (value as Record<string, unknown> | null)?.[name]
          return v === undefined ? [] : inner(s, v, `${path}/${name}`)
        })
      case 'items':
        return (Array.isArray(value) ? value : []).flatMap((v, i) => inner(rule, v, `${path}/${i}`))
      default:
        throw new Error(`the checker does not know ${word}`)
    }
  })
}
