import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

interface Leaf {
  code: string
  zh: string
  en: string
  keywords: string[]
  urgency: string
}
interface Group {
  code: string
  zh: string
  en: string
  children: Leaf[]
}
interface Root {
  code: string
  zh: string
  en: string
  model: boolean
  children: Group[]
}
interface Organization {
  code: string
  zh: string
  kind: string
  level: string
  parent: string | null
  places: string[]
  demo: boolean
}
interface Citation {
  law: string
  article?: string
}
interface Limit {
  amount: number
  unit: string
}
interface Duty {
  id: string
  category: string
  place: string
  org: string
  co: string[]
  legalBasis: Citation[]
  backstop: string
  deadline?: Limit
}
interface Grade {
  code: string
  rank: number
  limit: Limit
  acceptWithin: Limit
  raiseWords: { words?: string[]; together?: string[][]; reason: string }[]
}
interface Guide {
  code: string
  zh: string
  categories: string[]
  legalBasis: Citation[]
  keywords: string[]
  materials: string[]
  steps: string[]
}

const read = <T>(path: string): T =>
  JSON.parse(readFileSync(new URL(`../../../data/${path}`, import.meta.url), 'utf8')) as T

const roots = read<Root[]>('duties/categories.json')
const organizations = read<Organization[]>('duties/organizations.json')
const duties = read<Duty[]>('duties/duties.json')
const { grades } = read<{ grades: Grade[] }>('duties/urgency.json')
const laws = read<{ name: string }[]>('duties/laws.json')
const synonyms = read<{ say: string; means: string[] }[]>('duties/synonyms.json')
const guides = read<Guide[]>('guides/guides.json')

const groups = roots.flatMap((root) => root.children)
const leaves = groups.flatMap((group) => group.children)
const nodes: { code: string; zh: string; en: string }[] = [...roots, ...groups, ...leaves]
const orgCodes = new Set(organizations.map((one) => one.code))
const townships = organizations.filter((one) => one.kind === 'township')
const UNITS = ['hours', 'days', 'workingHours', 'workingDays']

const repeated = (values: string[]): string[] =>
  values.filter((value, index) => values.indexOf(value) !== index)

/** The category of a duty is a prefix: the longest wins, then the most specific place. */
function findDuty(category: string, township: string | undefined): Duty | undefined {
  const places = township ? [township, 'area:cqgxq', '50'] : ['50']
  return duties
    .filter((duty) => category.startsWith(duty.category) && places.includes(duty.place))
    .toSorted(
      (a, b) => b.category.length - a.category.length || places.indexOf(a.place) - places.indexOf(b.place),
    )[0]
}

function listStrings(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (value === null || typeof value !== 'object') return []
  return Object.values(value).flatMap(listStrings)
}

describe('categories', () => {
  it('has the planned size and the seven labels of the classifier', () => {
    expect(roots).toHaveLength(15)
    expect(groups).toHaveLength(79)
    expect(leaves).toHaveLength(300)
    expect(roots.filter((root) => root.model).map((root) => root.zh)).toEqual([
      '城乡建设',
      '环境保护',
      '交通运输',
      '教育文体',
      '劳动和社会保障',
      '商贸旅游',
      '卫生计生',
    ])
  })

  it('repeats no code, name or keyword', () => {
    expect(repeated(nodes.map((node) => node.code))).toEqual([])
    expect(repeated(nodes.map((node) => node.zh))).toEqual([])
    expect(repeated(leaves.flatMap((leaf) => leaf.keywords))).toEqual([])
    for (const root of roots) expect(repeated(root.children.map((group) => group.en))).toEqual([])
  })

  it('nests codes and gives each leaf words and a known grade', () => {
    for (const root of roots)
      for (const group of root.children) {
        expect(group.code).toMatch(new RegExp(`^${root.code}\\d\\d$`))
        for (const leaf of group.children) expect(leaf.code).toMatch(new RegExp(`^${group.code}\\d\\d$`))
      }
    for (const leaf of leaves) {
      expect(leaf.keywords.length, leaf.zh).toBeGreaterThanOrEqual(4)
      expect(leaf.keywords.length, leaf.zh).toBeLessThanOrEqual(12)
      expect(grades.map((grade) => grade.code)).toContain(leaf.urgency)
    }
    for (const node of nodes) expect(node.en, node.code).toMatch(/^[A-Z][\x20-\x7eéç]+$/)
  })
})

describe('urgency', () => {
  it('grows milder with the rank and names a reason for each raise', () => {
    expect(grades.map((grade) => [grade.code, grade.limit])).toEqual([
      ['critical', { amount: 2, unit: 'hours' }],
      ['urgent', { amount: 24, unit: 'hours' }],
      ['normal', { amount: 7, unit: 'days' }],
      ['complex', { amount: 15, unit: 'days' }],
    ])
    for (const grade of grades) expect(UNITS).toContain(grade.acceptWithin.unit)
    const raises = grades.flatMap((grade) => grade.raiseWords)
    expect(repeated(raises.flatMap((raise) => raise.words ?? []))).toEqual([])
    for (const raise of raises) {
      expect(raise.words ?? raise.together, raise.reason).toBeDefined()
      for (const list of raise.together ?? []) expect(repeated(list), list[0]).toEqual([])
    }
    for (const raise of raises) expect(raise.reason.length).toBeGreaterThan(5)
  })
})

describe('organizations', () => {
  it('repeats no code or name, and every parent exists without a loop', () => {
    expect(repeated(organizations.map((one) => one.code))).toEqual([])
    expect(repeated(organizations.map((one) => one.zh))).toEqual([])
    const parents = new Map(organizations.map((one) => [one.code, one.parent]))
    for (const one of organizations) {
      let current: string | null | undefined = one.code
      for (let step = 0; current && step < 6; step++) {
        expect(orgCodes).toContain(current)
        current = parents.get(current)
      }
      expect(current, one.code).toBeNull()
    }
  })

  it('is all marked as demo, with one coordination body per level and ten townships', () => {
    expect(organizations.every((one) => one.demo)).toBe(true)
    expect(organizations.filter((one) => one.kind === 'coordination').map((one) => one.code)).toEqual([
      'cq.center',
      'gxq.center',
    ])
    expect(townships.map((one) => one.code)).toEqual(townships.map((one) => `town.${one.places[0]}`))
    expect(townships).toHaveLength(10)
    for (const one of organizations.filter((each) => each.kind === 'enterprise'))
      expect(one.zh).toContain('（演示）')
  })
})

describe('duties', () => {
  it('repeats no id or category and place, and every reference resolves', () => {
    expect(repeated(duties.map((duty) => duty.id))).toEqual([])
    expect(repeated(duties.map((duty) => `${duty.category} ${duty.place}`))).toEqual([])
    const categories = new Set(nodes.map((node) => node.code))
    const places = new Set(organizations.flatMap((one) => one.places))
    for (const duty of duties) {
      expect(categories, duty.id).toContain(duty.category)
      expect(places, duty.id).toContain(duty.place)
      for (const code of [duty.org, duty.backstop, ...duty.co].filter((each) => each !== '@township'))
        expect(orgCodes, duty.id).toContain(code)
      expect([duty.backstop, ...duty.co], duty.id).not.toContain(duty.org)
      expect(repeated(duty.co), duty.id).toEqual([])
      expect(duty.legalBasis.length, duty.id).toBeGreaterThan(0)
      if (duty.deadline) expect(UNITS).toContain(duty.deadline.unit)
    }
  })

  it('keeps the township and the area out of city duties', () => {
    for (const duty of duties.filter((one) => one.place === '50'))
      for (const code of [duty.org, duty.backstop, ...duty.co]) expect(code, duty.id).toMatch(/^cq\./)
  })

  it.each(townships.map((one) => [one.zh, one.places[0]]))(
    'finds a duty for every leaf in %s',
    (_, place) => {
      for (const leaf of leaves) expect(findDuty(leaf.code, place)?.org, leaf.zh).toBeTruthy()
    },
  )

  it('falls back to a city organization elsewhere in the city', () => {
    for (const node of nodes) expect(findDuty(node.code, undefined)?.org, node.zh).toMatch(/^cq\./)
  })

  it.each([
    ['垃圾清运', '500107104', '@township'],
    ['乱堆乱放', '500106017', '@township'],
    ['邻里与相邻纠纷', '500107108', '@township'],
    ['占道经营与流动摊贩', '500107103', 'gxq.enforcement'],
    ['占道经营与流动摊贩', '500106016', '@township'],
    ['燃气泄漏', '500106016', 'gxq.gas-supply'],
    ['拖欠农民工工资', '500107106', 'gxq.labor'],
    ['井盖缺失破损', undefined, 'cq.urban'],
  ])('%s at %s belongs to %s', (zh, place, org) => {
    const leaf = leaves.find((one) => one.zh === zh)
    expect(findDuty(leaf?.code ?? '', place)?.org).toBe(org)
  })
})

describe('guides, laws and synonyms', () => {
  it('has 40 guides whose categories and keywords resolve', () => {
    expect(guides).toHaveLength(40)
    expect(repeated(guides.flatMap((guide) => [guide.code, guide.zh]))).toEqual([])
    const codes = new Set(leaves.map((leaf) => leaf.code))
    for (const guide of guides) {
      for (const code of guide.categories) expect(codes, guide.code).toContain(code)
      expect(Math.min(guide.keywords.length, guide.steps.length, 3), guide.code).toBe(3)
      expect(guide.materials.length, guide.code).toBeGreaterThan(0)
      expect(guide.legalBasis.length, guide.code).toBeGreaterThan(0)
    }
  })

  it('cites listed laws only, articles in Chinese numerals, and lists no law that nobody cites', () => {
    const cited = [...duties, ...guides].flatMap((one) => one.legalBasis)
    for (const citation of cited)
      if (citation.article) expect(citation.article).toMatch(/^第[一二三四五六七八九十百千零]+条$/)
    expect(repeated(laws.map((law) => law.name))).toEqual([])
    expect(laws.map((law) => law.name).toSorted()).toEqual(
      [...new Set(cited.map((one) => one.law))].toSorted(),
    )
  })

  it('explains at least 150 colloquial words, each once and by another word', () => {
    expect(synonyms.length).toBeGreaterThanOrEqual(150)
    expect(repeated(synonyms.map((one) => one.say))).toEqual([])
    for (const one of synonyms) {
      expect(one.means.length, one.say).toBeGreaterThan(0)
      expect(one.means, one.say).not.toContain(one.say)
    }
  })
})

describe('Chinese text', () => {
  it('has no half-width punctuation beside a Chinese character', () => {
    const all = listStrings([roots, grades, organizations, duties, laws, synonyms, guides])
    const wrong = /[\u4e00-\u9fff）”》][,.;:!?()'"]|[,.;:!?()'"][\u4e00-\u9fff（“《]/
    expect(all.filter((text) => wrong.test(text))).toEqual([])
  })
})
