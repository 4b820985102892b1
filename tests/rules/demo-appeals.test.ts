import { readFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'

const DATA = path.join(import.meta.dirname, '../../data')
const TOWNSHIPS = [
  '500106016',
  '500106017',
  '500106020',
  '500106108',
  '500107103',
  '500107104',
  '500107105',
  '500107106',
  '500107107',
  '500107108',
] as const
const LABELS = [
  '城乡建设',
  '环境保护',
  '交通运输',
  '教育文体',
  '劳动和社会保障',
  '商贸旅游',
  '卫生计生',
  '公共安全',
  '农业农村',
  '民政救助',
  '市场监管',
  '政务服务',
  '规划自然资源',
  '水电气讯',
  '财税金融',
] as const
/** Labels of the demo rows that the category tree spreads over several of its own level-1 classes. */
const SPREAD = new Set<string>(['市场监管', '规划自然资源', '水电气讯'])

const DemoAppeal = z.strictObject({
  id: z.string().regex(/^d\d{3}$/),
  text: z.string().min(12).max(500),
  channel: z.enum(['web', 'phone', 'wechat', 'grid', 'enterprise']),
  township: z.enum(TOWNSHIPS),
  community: z.string().min(2).optional(),
  address: z.string().min(3),
  label1: z.enum(LABELS),
  category: z.string().regex(/^\d{4}$/),
  anonymous: z.boolean(),
  applicant: z.strictObject({ name: z.string().min(2), elder: z.boolean() }),
  urgency: z.enum(['critical', 'urgent', 'normal', 'complex']),
  language: z.enum(['zh', 'en']),
  rating: z.number().int().min(1).max(5).nullable(),
  ratingReason: z.string(),
})
type DemoAppeal = z.infer<typeof DemoAppeal>

const DemoAnswer = z.strictObject({
  id: z.string().regex(/^a\d{3}$/),
  category: z.string().regex(/^\d{4}$/),
  label1: z.string(),
  label2: z.string(),
  matter: z.string().min(2),
  outcome: z.enum(['done', 'accepted', 'partial', 'consultation', 'refused']),
  department: z.string().min(2),
  deadline: z.string().min(2),
  legalBasis: z.string().regex(/《.+》/),
  language: z.enum(['zh', 'en']),
  text: z.string().min(60).max(500),
})
type DemoAnswer = z.infer<typeof DemoAnswer>

const Tree = z.array(
  z.object({ zh: z.string(), children: z.array(z.object({ code: z.string(), zh: z.string() })) }),
)

const read = (name: string) => readFileSync(path.join(DATA, name), 'utf8')
const rowsOf = (name: string): unknown[] =>
  read(name)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))

/** Character 3-grams, spaces and marks dropped, so that punctuation cannot hide a copy. */
function shingles(text: string): Set<string> {
  const plain = [...text.toLowerCase().replace(/[\s\p{P}\p{S}]/gu, '')]
  return new Set(plain.slice(2).map((_, i) => plain.slice(i, i + 3).join('')))
}

function jaccard(a: Set<string>, b: Set<string>): number {
  const shared = a.intersection(b).size
  return shared / (a.size + b.size - shared)
}

function closestPair(rows: { id: string; text: string }[]) {
  const sets = rows.map((row) => ({ id: row.id, grams: shingles(row.text) }))
  let closest = { score: 0, pair: '' }
  for (const [i, a] of sets.entries()) {
    for (const b of sets.slice(i + 1)) {
      const score = jaccard(a.grams, b.grams)
      if (score > closest.score) closest = { score, pair: `${a.id} ${b.id}` }
    }
  }
  return closest
}

/** A half-width mark that touches a Chinese character or a full-width mark. */
const HALF_WIDTH =
  /[\p{Script=Han}，。！？；：、“”《》（）][,.;:?!()"'<>[\]~]|[,.;:?!()"'<>[\]~][\p{Script=Han}，。！？；：、“”《》（）]/u
/** Demo numbers come from a block that is never assigned; any other run of seven digits could be someone's. */
const withoutDemoPhones = (text: string) => text.replace(/(?<!\d)1990000\d{4}(?!\d)/g, '')
const LONG_NUMBER = /\d(?:[\s-]?\d){6,}/

let appeals: DemoAppeal[]
let answers: DemoAnswer[]
let level2: Map<string, { label1: string; label2: string }>

beforeAll(() => {
  appeals = rowsOf('demo/appeals.jsonl').map((row) => DemoAppeal.parse(row))
  answers = rowsOf('demo/answers.jsonl').map((row) => DemoAnswer.parse(row))
  level2 = new Map(
    Tree.parse(JSON.parse(read('duties/categories.json'))).flatMap((first) =>
      first.children.map((second) => [second.code, { label1: first.zh, label2: second.zh }] as const),
    ),
  )
})

describe('demo appeals', () => {
  it('are at least 330 rows with unique ids and names', () => {
    expect(appeals.length).toBeGreaterThanOrEqual(330)
    expect(new Set(appeals.map((row) => row.id)).size).toBe(appeals.length)
    expect(new Set(appeals.map((row) => row.applicant.name)).size).toBe(appeals.length)
  })

  it('cover every township, label, channel and urgency', () => {
    const count = (key: 'township' | 'label1') => Map.groupBy(appeals, (row) => row[key])
    for (const code of TOWNSHIPS) expect(count('township').get(code)?.length, code).toBeGreaterThanOrEqual(20)
    for (const label of LABELS) expect(count('label1').get(label)?.length, label).toBeGreaterThanOrEqual(8)
    expect(new Set(appeals.map((row) => row.channel)).size).toBe(5)
    expect(new Set(appeals.map((row) => row.urgency)).size).toBe(4)
  })

  it('have a category of the tree that agrees with the label', () => {
    for (const row of appeals) {
      const category = level2.get(row.category)
      expect(category, row.id).toBeDefined()
      const comparable = !SPREAD.has(row.label1) && LABELS.some((label) => label === category?.label1)
      if (comparable) expect(category?.label1, row.id).toBe(row.label1)
    }
  })

  it('have ten English rows, and Chinese in all others', () => {
    expect(appeals.filter((row) => row.language === 'en')).toHaveLength(10)
    for (const row of appeals) expect(/\p{Script=Han}/u.test(row.text), row.id).toBe(row.language === 'zh')
  })

  it('give a reason only with a rating', () => {
    for (const row of appeals) if (row.rating === null) expect(row.ratingReason, row.id).toBe('')
  })

  it('hold no two alike', () => {
    const closest = closestPair(appeals)
    expect(closest.score, closest.pair).toBeLessThan(0.6)
  })
})

describe('demo answers', () => {
  it('cover every level-2 category at least once', () => {
    expect([...level2.keys()].filter((code) => !answers.some((row) => row.category === code))).toEqual([])
    for (const row of answers)
      expect(level2.get(row.category), row.id).toEqual({ label1: row.label1, label2: row.label2 })
  })

  it('name a way forward in every refusal', () => {
    const refused = answers.filter((row) => row.outcome === 'refused')
    expect(refused.length).toBeGreaterThan(0)
    for (const row of refused) expect(row.text, row.id).toMatch(/复议|可以/)
  })

  it('hold no two alike', () => {
    const closest = closestPair(answers)
    expect(closest.score, closest.pair).toBeLessThan(0.6)
  })
})

describe('demo texts', () => {
  const textsOf = () => [
    ...appeals.flatMap((row) =>
      [row.text, row.ratingReason, row.address, row.community ?? ''].map((text) => [row.id, text] as const),
    ),
    ...answers.flatMap((row) =>
      [row.text, row.legalBasis, row.department].map((text) => [row.id, text] as const),
    ),
  ]

  it('use no half-width punctuation inside Chinese', () => {
    for (const [id, text] of textsOf()) expect(HALF_WIDTH.test(text), `${id} ${text}`).toBe(false)
  })

  it('hold no number that could be a real phone or identity number', () => {
    for (const [id, text] of textsOf())
      expect(LONG_NUMBER.test(withoutDemoPhones(text)), `${id} ${text}`).toBe(false)
  })

  it.each([
    ['a real-looking mobile number', '请打13812345678联系', true],
    ['an identity number', '身份证500106199001011234', true],
    ['a number with gaps', '电话138 1234 5678', true],
    ['a demo number', '请打19900001234联系', false],
    ['a demo number with a digit more', '请打199000012345联系', true],
    ['a house number', '大学城中路118号3栋7-2', false],
  ])('the number check sees %s', (_, text, found) => {
    expect(LONG_NUMBER.test(withoutDemoPhones(text))).toBe(found)
  })
})
