import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import Ajv from 'ajv/dist/2019.js'
import addFormats from 'ajv-formats'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Content } from './contract.ts'
import { loadDemo } from './demo.ts'
import { readContract, writeContract } from './odcs.ts'
import { contractOf, type Exported, exportContract, faultsOf, importContract } from './rules.ts'

const folder = resolve(import.meta.dirname, '../../../../shared/data/standards/odcs')
const hasStandard = existsSync(folder)
if (!hasStandard) console.warn(`SKIPPED: the ODCS examples are not at ${folder}`)

const files = hasStandard ? readdirSync(join(folder, 'examples')).filter((f) => f.endsWith('.yaml')) : []
const textOf = (file: string) => readFileSync(join(folder, 'examples', file), 'utf8')
const resourceOf = (content: Content, version = 0): Exported => ({
  id: '00000000-0000-4000-8000-000000000001',
  provider: 'gxq.market',
  version,
  state: version === 0 ? 'draft' : 'published',
  content,
})
const written = (contents: readonly Content[], version = 0) =>
  readContract(writeContract(exportContract(contents.map((c) => resourceOf(c, version)) as [Exported])))

describe.skipIf(!hasStandard)('the public examples of ODCS', () => {
  test('there are eighteen', () => expect(files).toHaveLength(18))

  test.each(files)('%s: imported, stored, exported, it says what it said', (file) => {
    const original = readContract(textOf(file))
    const contents = importContract(original, 'gxq.market').map(({ content }) =>
      Content.parse(JSON.parse(JSON.stringify(content))),
    )
    expect(contents.flatMap(faultsOf)).toEqual([])
    expect(new Set(contents.map((content) => contractOf({ content }))).size).toBe(1)
    expect(written(contents)).toEqual(original)
  })

  test('full-example: what the content knows is read, and a change of it is written', () => {
    const [first, second] = importContract(readContract(textOf('full-example.odcs.yaml')), 'gxq.market')
    const content = first?.content as Content
    expect(content).toMatchObject({ name: 'Core Payment Metrics', shape: 'records' })
    expect(content.items.map((i) => [i.name, i.type, i.key])).toEqual([
      ['transaction_reference_date', 'date', false],
      ['rcvr_id', 'text', true],
      ['rcvr_cntry_code', 'text', false],
    ])
    expect(content.rules).toMatchObject([{ kind: 'filled', item: 'rcvr_cntry_code', severity: 'reject' }])
    const [a, b, c] = content.items
    const changed = {
      ...content,
      items: [{ ...a, title: '交易日期' }, b, { ...c, personal: 'name' }] as Content['items'],
      share: { ...content.share, type: 'unconditional' as const, condition: '' },
    }
    const document = written([changed, second?.content as Content])
    const [table] = document.schema as { properties: object[]; customProperties: object[] }[]
    expect(table?.properties[0]).toMatchObject({ businessName: '交易日期', physicalName: 'txn_ref_dt' })
    expect(table?.customProperties).toHaveLength(2)
    expect(importContract(document, 'gxq.market')[0]?.content).toMatchObject({
      share: changed.share,
      items: [{ title: '交易日期' }, {}, { personal: 'name' }],
    })
  })

  test('what is exported keeps the schema of the standard', () => {
    const schema = JSON.parse(readFileSync(join(folder, 'schema/odcs-json-schema-v3.1.0.json'), 'utf8'))
    const validator = new Ajv({ strict: false, allErrors: true })
    addFormats.default(validator)
    const keeps = validator.compile(schema)
    const breaks = loadDemo().resources.flatMap(({ key, content }) =>
      keeps(written([content], 1)) ? [] : [`${key}: ${validator.errorsText(keeps.errors)}`],
    )
    expect(breaks).toEqual([])
    expect(keeps({ ...written([loadDemo().resources[0]?.content as Content], 1), kind: 'Nonsense' })).toBe(
      false,
    )
  })
})

test('every demo resource comes back from its own contract', () => {
  for (const { content, provider } of loadDemo().resources) {
    const document = readContract(writeContract(exportContract([{ ...resourceOf(content, 1), provider }])))
    const [back] = importContract(document, provider)
    const { extensions: _kept, ...rest } = back?.content ?? {}
    expect(rest).toEqual(content)
  }
})

describe('what is refused', () => {
  const bomb = `kind: DataContract\napiVersion: v3.1.0\na: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n`
  test.each([
    ['aliases', bomb],
    ['one alias', 'kind: DataContract\napiVersion: v3.1.0\na: &a x\nb: *a\n'],
    ['a key twice', 'kind: DataContract\nkind: DataContract\napiVersion: v3.1.0\n'],
    ['broken YAML', 'kind: [DataContract\n'],
    ['a list', '- kind: DataContract\n'],
    ['another document', 'openapi: 3.1.0\n'],
    ['a key of ancestry', 'kind: DataContract\napiVersion: v3.1.0\nteam: {__proto__: {a: 1}}\n'],
    ['a schema that is no list', 'kind: DataContract\napiVersion: v3.1.0\nschema: {a: 1}\n'],
    ['a number that JSON has not', 'kind: DataContract\napiVersion: v3.1.0\nversion: .inf\n'],
    ['a deep nest', `kind: DataContract\napiVersion: v3.1.0\na: ${'['.repeat(5000)}${']'.repeat(5000)}\n`],
    ['a huge file', `kind: DataContract\n# ${'x'.repeat(1024 * 1024)}`],
  ])('%s', (_name, text) => {
    expect(() => readContract(text)).toThrow(expect.objectContaining({ name: 'Refusal' }))
  })

  test('whatever text comes, it is read or refused', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'a:-[]{}&*!|>"\'#,% \n\t'), maxLength: 80 }),
        (noise) => {
          try {
            readContract(`kind: DataContract\napiVersion: v3.1.0\n${noise}`)
          } catch (error) {
            expect(error).toMatchObject({ name: 'Refusal' })
          }
        },
      ),
    )
  })
})

test('whatever a contract says, nothing of it is lost and the content has no fault', () => {
  const json = fc.jsonValue({ maxDepth: 2 }).filter((value) => !JSON.stringify(value).includes('"__proto__"'))
  const property = fc.record(
    {
      name: fc.oneof(fc.constantFrom('id', 'ID', '名称', '1st', ''), fc.string({ maxLength: 80 })),
      logicalType: fc.oneof(
        fc.constantFrom('string', 'number', 'integer', 'date', 'timestamp', 'array'),
        json,
      ),
      logicalTypeOptions: fc.oneof(
        fc.record(
          { minimum: json, maximum: json, pattern: fc.string(), maxLength: json },
          { requiredKeys: [] },
        ),
        json,
      ),
      primaryKey: fc.oneof(fc.boolean(), json),
      required: fc.oneof(fc.boolean(), json),
      quality: json,
      customProperties: json,
      other: json,
    },
    { requiredKeys: ['name'] },
  )
  const object = fc.record(
    { name: fc.string(), properties: fc.array(property, { maxLength: 5 }), quality: json, more: json },
    { requiredKeys: ['name'] },
  )
  const contract = fc.record(
    { id: fc.string(), version: json, schema: fc.array(object, { maxLength: 3 }), description: json },
    { requiredKeys: ['id'] },
  )
  fc.assert(
    fc.property(contract, (given) => {
      const document = JSON.parse(JSON.stringify({ kind: 'DataContract', apiVersion: 'v3.1.0', ...given }))
      const contents = importContract(document, 'gxq.market').map((i) => Content.parse(i.content))
      expect(contents.flatMap(faultsOf)).toEqual([])
      expect(exportContract(contents.map((c) => resourceOf(c)) as [Exported])).toEqual(document)
    }),
    { numRuns: 300 },
  )
})
