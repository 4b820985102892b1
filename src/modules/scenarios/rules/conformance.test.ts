import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { defaultForbidden } from '#modules/control/rules'
import { conformanceOf } from './conformance.ts'

const text = readFileSync('examples/street-lights/scenario.json', 'utf8')
// biome-ignore lint/suspicious/noExplicitAny: a test breaks whatever it wants.
type Loose = Record<string, any>
const example = (change: (m: Loose) => void = () => {}): Loose => {
  const m = JSON.parse(text)
  change(m)
  return m
}
const known = {
  forbidden: defaultForbidden,
  exported: undefined,
  wrongParameters: ({ detector }: { detector: { kind: string } }) =>
    detector.kind === 'threshold' ? [] : [{ path: 'kind', message: 'one of threshold' }],
}
const itemsOfFirst = example().resources[0].items.length
const found = (raw: unknown) =>
  conformanceOf(raw, known).findings.map((f) => `${f.severity} ${f.path} ${f.key.split('.').at(-1)}`)

describe('a manifest', () => {
  test('the example conforms, and nothing is to be said of it', () => {
    const checked = conformanceOf(example(), known)
    expect(checked.findings).toEqual([])
    expect(checked.manifest?.code).toBe('street-lights')
  })

  test.each<[string, (m: Loose) => void, string]>([
    ['a newer format', (m) => (m.format = 2), 'error format shape'],
    ['a missing language', (m) => delete m.name.en, 'error name.en shape'],
    ['a key that nobody reads', (m) => (m.handler = []), 'error  shape'],
    ['a misspelt key inside', (m) => (m.watches[0].grads = []), 'error watches.0.grads unknown-key'],
    ['a version that is none', (m) => (m.version = '1.0'), 'error version shape'],
    [
      'a wrong check digit',
      (m) => (m.enterprise.creditCode = '91500107MA0ABC001C'),
      'error enterprise.creditCode credit-code',
    ],
    ['two parts of one code', (m) => (m.watches[1].code = 'low-voltage'), 'error watches.1.code code-twice'],
    [
      'two items of one name',
      (m) => (m.resources[0].items[1].name = 'cabinet'),
      'error resources.0.items item-twice',
    ],
    [
      'a reserved item',
      (m) => (m.resources[0].items[1].name = 'constructor'),
      'error resources.0.items.1.name reserved-item',
    ],
    ['records without a key', (m) => delete m.resources[0].items[0].key, 'error resources.0.items no-key'],
    [
      'a watch on a foreign resource',
      (m) => (m.watches[0].resource = 'residents'),
      'error watches.0.resource foreign-resource',
    ],
    [
      'a value that is no number',
      (m) => (m.watches[0].value = 'cabinet'),
      'error watches.0.value not-a-number',
    ],
    ['an object that is no item', (m) => (m.watches[0].object = 'road'), 'error watches.0.object no-item'],
    [
      'a condition on no item',
      (m) => (m.watches[0].where = { item: 'road', equals: 'x' }),
      'error watches.0.where no-item',
    ],
    ['words that are no item', (m) => (m.watches[0].says = 'words'), 'error watches.0.says no-item'],
    ['words that are a number', (m) => (m.watches[0].says = 'voltage'), 'error watches.0.says no-words'],
    [
      'words that are a person’s',
      (m) => {
        m.resources[1].items.push({ name: 'who', title: '报告人', type: 'text', personal: 'name' })
        m.watches[0].says = 'who'
      },
      'error watches.0.says of-persons',
    ],
    ['a resource without time', (m) => (m.watches[0].resource = 'lamps'), 'error watches.0.resource no-time'],
    [
      'an unknown detector',
      (m) => (m.watches[0].detector.kind = 'oracle'),
      'error watches.0.detector.kind detector',
    ],
    [
      'grades that do not rise',
      (m) => (m.watches[0].grades[1].from = 199),
      'error watches.0.grades not-rising',
    ],
    [
      'a kind too long for the sandbox',
      (m) => (m.watches[0].kind = 'k'.repeat(33)),
      'error watches.0.kind kind-long',
    ],
    [
      'a pattern over the city’s appeals',
      (m) => (m.patterns[0].combination.conditions[0] = { source: 'appeal' }),
      'error patterns.0.combination.conditions.0 foreign-fact',
    ],
    [
      'a pattern over another’s signals',
      (m) => (m.patterns[0].combination.conditions[0].kind = 'gas-leak'),
      'error patterns.0.combination.conditions.0 foreign-fact',
    ],
    [
      'a pattern with a place',
      (m) => (m.patterns[0].combination.conditions[0].where = '50'),
      'error patterns.0.combination.conditions.0.where no-place',
    ],
    [
      'ethnicity held at all',
      (m) => (m.resources[0].items[1].title = '民族'),
      'error resources.0.items.1 forbidden',
    ],
    [
      'a track as object',
      (m) => (m.resources[1].items[0].title = '行驶轨迹编号'),
      'error watches.0.object forbidden',
    ],
    [
      'personal information unsaid',
      (m) => (m.resources[0].items[1].personal = 'address'),
      'error resources.0.items.1.personal personal-unsaid',
    ],
    [
      'personal information without a ground',
      (m) => (m.personal = { processes: true }),
      'error personal.basis no-basis',
    ],
    [
      'personal information said and not held',
      (m) => (m.personal = { processes: true, basis: '第十三条' }),
      'warning personal personal-unused',
    ],
    [
      'a person as object',
      (m) => (m.resources[1].items[0].personal = 'mobile'),
      'error watches.0.object of-persons',
    ],
    [
      'demo rows of a foreign resource',
      (m) => (m.demo[0].resource = 'residents'),
      'error demo.0.resource foreign-resource',
    ],
    ['demo rows with another item', (m) => (m.demo[0].rows[0].owner = 'x'), 'error demo.0.rows demo-item'],
    [
      'demo rows that break the contract',
      (m) => (m.demo[0].rows[0].lamps = 0),
      'warning demo.0.rows.0 demo-broken',
    ],
    [
      'a label of a value that there is not',
      (m) => {
        m.resources[0].items[1].values = ['科园一路']
        m.resources[0].items[1].labels = { 科园二路: { en: 'Keyuan 2nd Road' } }
      },
      'error resources.0.items.1.labels no-value',
    ],
    [
      'an answer that says one thing twice',
      (m) => {
        const part = { name: 'no', title: { zh: '号', en: 'No.' }, kind: 'text' }
        const who = { roles: ['handler'] }
        const command = { code: 'do', title: part.title, who, output: [part, part] }
        m.program = { code: 'export const commands = {}', commands: [command] }
      },
      'error program.commands.0.output.1 code-twice',
    ],
    [
      'English that is no item',
      (m) => (m.resources[0].items[1].inEnglish = 'road_en'),
      'error resources.0.items.1.inEnglish english-unknown',
    ],
    [
      'English of a number',
      (m) => (m.resources[1].items[3].inEnglish = 'cabinet'),
      'error resources.1.items.3.inEnglish english-text',
    ],
    [
      'English that is a number',
      (m) => (m.resources[1].items[0].inEnglish = 'voltage'),
      'error resources.1.items.0.inEnglish english-text',
    ],
    [
      'English that says more of a person',
      (m) => {
        m.personal = { processes: true, basis: '第十三条' }
        m.resources[0].items.push({ name: 'seen', title: '所见', type: 'text', inEnglish: 'seen_en' })
        m.resources[0].items.push({ name: 'seen_en', title: '英文', type: 'text', personal: 'name' })
      },
      `error resources.0.items.${itemsOfFirst}.inEnglish english-personal`,
    ],
    [
      'English that is in English elsewhere',
      (m) => {
        m.resources[0].items.push({ name: 'seen', title: '所见', type: 'text', inEnglish: 'seen_en' })
        m.resources[0].items.push({ name: 'seen_en', title: '英文', type: 'text', inEnglish: 'seen' })
      },
      `error resources.0.items.${itemsOfFirst}.inEnglish english-twice`,
    ],
    [
      'a watch that names the English itself',
      (m) => (m.watches[0].saysInEnglish = 'cabinet'),
      'error watches.0.saysInEnglish unknown-key',
    ],
    [
      'English of what a command asks for',
      (m) => {
        const title = { zh: '报', en: 'Report' }
        const input = [{ name: 'what', title: '故障', type: 'text', inEnglish: 'what_en' }]
        const command = { code: 'report', title, who: { roles: ['handler'] }, input }
        m.program = { code: 'export const commands = {}', commands: [command] }
      },
      'error program.commands.0.input.0.inEnglish english-given',
    ],
    ['no demo rows', (m) => m.demo.shift(), 'warning demo no-demo'],
    [
      'a limit beyond the platform’s',
      (m) => (m.limits.rowsPerDay = 1_000_001),
      'error limits.rowsPerDay shape',
    ],
    [
      'too many demo rows',
      (m) => (m.demo[0].rows = Array(2001).fill({ cabinet: 'LD-0001' })),
      'error demo.0.rows shape',
    ],
  ])('%s is found', (_, change, finding) => {
    const raw = example(change)
    expect(found(raw)).toContain(finding)
    expect(conformanceOf(raw, known).manifest === undefined).toBe(finding.startsWith('error'))
  })

  test('every finding is a sentence in both languages', () => {
    const { findings } = conformanceOf(
      example((m) => {
        m.resources[0].items[1].title = '民族'
        m.watches[0].value = 'cabinet'
        m.version = '1.0.0'
      }),
      known,
    )
    expect(findings.map((f) => f.zh)).toContain(
      '“民族”属于禁用属性“民族”（《中华人民共和国宪法》第四条；《中华人民共和国个人信息保护法》第二十八条）',
    )
    for (const f of findings) {
      expect(f.zh).toMatch(/[一-鿿]/)
      expect(f.en).not.toBe(f.key)
      expect(`${f.zh}${f.en}`).not.toMatch(/\{\w+\}/)
    }
    const [shape] = conformanceOf(
      example((m) => (m.version = 1)),
      known,
    ).findings
    expect(shape?.zh).not.toBe(shape?.en)
  })

  test('a key named __proto__ and a nesting without end are found before anything is read', () => {
    expect(found(JSON.parse(text.replace('"format"', '"__proto__": {"admin": true}, "format"')))).toEqual([
      'error __proto__ reserved-key',
    ])
    const deep = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)
    expect(found(deep)[0]).toMatch(/too-deep$/)
    expect(found(example((m) => (m.watches[0].detector.parameters.x = deep)))[0]).toMatch(/too-deep$/)
  })

  test('whatever is sent, findings come back and no exception', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (raw) => {
        expect(conformanceOf(raw, known).findings.length).toBeGreaterThan(0)
      }),
      { numRuns: 300 },
    )
  })

  test('whatever one leaf of the example becomes, no exception', () => {
    const paths = leaves(example())
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.jsonValue(), (path, value) => {
        const raw = example((m) => put(m, path, value))
        const { findings, manifest } = conformanceOf(raw, known)
        expect(manifest === undefined).toBe(findings.some((f) => f.severity === 'error'))
      }),
      { numRuns: 300 },
    )
  })
})

function leaves(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [path]
  return Object.entries(value).flatMap(([name, inner]) => leaves(inner, [...path, name]))
}

function put(m: Loose, path: readonly string[], value: unknown): void {
  const last = path.at(-1) ?? ''
  const holder = path.slice(0, -1).reduce<Loose>((at, name) => at[name], m)
  holder[last] = value
}
