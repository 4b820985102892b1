import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Category, Duty, OrgPlaces, Precedent } from '../contract.ts'
import { checkDuties } from './check.ts'
import { indexDuties, type PlacedDuty, resolveIn } from './resolve.ts'

const tree: readonly Category[] = [
  {
    code: '01',
    zh: '城乡建设',
    en: 'Construction',
    children: [
      {
        code: '0101',
        zh: '市政设施',
        en: 'Facilities',
        children: [
          { code: '010101', zh: '井盖缺失', en: 'Manholes' },
          { code: '010102', zh: '路灯', en: 'Lights' },
        ],
      },
    ],
  },
  {
    code: '02',
    zh: '环境保护',
    en: 'Environment',
    children: [
      {
        code: '0201',
        zh: '噪声',
        en: 'Noise',
        children: [{ code: '020101', zh: '广场舞噪声', en: 'Dancing' }],
      },
    ],
  },
]

const areaPaths = ['50/500106/500106016', '50/500107/500107103']
const township = '50/500106/500106016'

function duty(id: string, more: Partial<PlacedDuty> = {}): PlacedDuty {
  const base: Duty = {
    id,
    category: '01',
    place: '50',
    org: 'cq.a',
    co: [],
    legalBasis: [{ law: '民法典' }],
    backstop: 'cq.b',
  }
  const place = more.place ?? base.place
  return { ...base, paths: place.startsWith('area:') ? areaPaths : [pathOf(place)], ...more }
}

function pathOf(code: string): string {
  return [2, 6, 9, 12]
    .filter((n) => n <= code.length)
    .map((n) => code.slice(0, n))
    .join('/')
}

const orgs: readonly OrgPlaces[] = [
  { code: 'cq.a', level: 'city', places: ['50'] },
  { code: 'cq.b', level: 'city', places: ['50'] },
  { code: 'town.1', level: 'township', places: [township] },
]

const competing = [
  duty('city-1', { org: 'cq.a' }),
  duty('district-1', { place: '500106', org: 'cq.b' }),
  duty('area-1', { place: 'area:x', org: 'gxq.a' }),
  duty('township-1', { place: '500106016', org: '@township' }),
  duty('city-2', { category: '0101' }),
  duty('area-2', { category: '0101', place: 'area:x' }),
  duty('city-3', { category: '010102' }),
  duty('community-2', { category: '0101', place: '500106016001' }),
]

describe('resolve', () => {
  it.each([
    ['leaf anywhere', '010102', '50/500101', 'city-3'],
    ['the longest category wins over the narrower place', '010102', township, 'city-3'],
    ['then the narrower place: area over city', '010101', township, 'area-2'],
    ['community over area', '010101', `${township}/500106016001/500106016001001`, 'community-2'],
    ['township over area', '01', township, 'township-1'],
    ['area over district', '01', '50/500107/500107103', 'area-1'],
    ['district outside the area', '01', '50/500106/500106099', 'district-1'],
    ['the place itself may be wide', '01', '50/500106', 'district-1'],
    ['a code that only looks like a parent does not cover', '01', '50/5001060', 'city-1'],
    ['unknown leaf falls to its parent', '010199', '50', 'city-2'],
    ['unknown category', '99', '50', undefined],
    ['no category', null, '50', undefined],
    ['another city', '01', '51', undefined],
  ])('%s', (_name, category, place, id) => {
    expect(resolveIn(indexDuties(competing, orgs), category, place)?.dutyId).toBe(id)
  })

  it('the most specific duty wins whatever the order of rows', () => {
    const places = [
      '50',
      '50/500106',
      township,
      `${township}/500106016001`,
      '50/500107/500107103',
      '50/500101',
    ]
    const rows = [...competing, duty('city-1b'), duty('area-1b', { place: 'area:y' })]
    const reference = indexDuties(rows, orgs)
    fc.assert(
      fc.property(
        fc.shuffledSubarray(rows, { minLength: rows.length }),
        fc.constantFrom('01', '0101', '010101', '010102', '02'),
        fc.constantFrom(...places),
        (shuffled, category, place) => {
          const found = resolveIn(indexDuties(shuffled, orgs), category, place)
          expect(found).toEqual(resolveIn(reference, category, place))
          const reaching = rows.filter(
            (d) => category.startsWith(d.category) && d.paths.some((p) => `${place}/`.startsWith(`${p}/`)),
          )
          const longest = Math.max(0, ...reaching.map((d) => d.category.length))
          expect(found?.matched.category.length ?? 0).toBe(longest)
        },
      ),
    )
  })

  it.each([
    ['stands for the township', township, 'town.1', ['cq.a']],
    ['falls to the backstop where no organization is known', '50/500107/500107103', 'cq.b', ['cq.a']],
  ])('@township %s', (_name, place, org, co) => {
    const index = indexDuties(
      [duty('t', { place: 'area:x', org: '@township', co: ['@township', 'cq.a', 'cq.a'] })],
      orgs,
    )
    expect(resolveIn(index, '01', place)).toEqual({
      dutyId: 't',
      org,
      co,
      precedent: null,
      legalBasis: [{ law: '民法典' }],
      backstop: 'cq.b',
      matched: { category: '01', place: 'area:x' },
    })
  })

  it('hands on a statutory deadline', () => {
    const index = indexDuties([duty('d', { deadline: { amount: 2, unit: 'hours' } })], orgs)
    expect(resolveIn(index, '01', '50')?.deadline).toEqual({ amount: 2, unit: 'hours' })
  })
})

describe('check', () => {
  const townships = [township, '50/500107/500107103', '50/500101/500101001']
  const sound = [
    duty('a'),
    duty('b', { category: '02', backstop: 'cq.b' }),
    duty('c', { place: '500106016', org: '@township' }),
  ]
  const check = (duties: readonly PlacedDuty[], more: readonly OrgPlaces[] = []) =>
    checkDuties({ tree, duties, orgs: [...orgs, ...more], townships })

  it('finds nothing in a sound list', () => {
    expect(check(sound)).toEqual({
      gaps: [],
      overlaps: [],
      idle: [],
      unknown: [],
      townships: [],
      withoutBasis: [],
      checked: { duties: 3, leaves: 3, townships: 3 },
    })
  })

  it('names a planted gap by leaf and township', () => {
    const list = [sound[0], sound[2], duty('b', { category: '02', place: '500107' })].filter(
      (d) => d !== undefined,
    )
    expect(check(list).gaps).toEqual([
      { category: '020101', count: 2, places: [township, '50/500101/500101001'] },
    ])
  })

  it.each([
    ['the same place twice', duty('a2'), 'same-place', ['a', 'a2'], ['50']],
    ['a township twice', duty('c2', { place: '500106016' }), 'same-place', ['c', 'c2'], [township]],
  ])('names a planted overlap: %s', (_name, planted, kind, duties, places) => {
    expect(check([planted, ...sound]).overlaps).toEqual([{ category: '01', kind, duties, places }])
  })

  it('names areas that share townships once', () => {
    const list = [
      ...sound,
      duty('x', { place: 'area:x' }),
      duty('y', { place: 'area:y', paths: areaPaths.slice(0, 1) }),
    ]
    expect(check(list).overlaps).toEqual([
      { category: '01', kind: 'shared-place', duties: ['x', 'y'], places: [township] },
    ])
  })

  it('does not call a narrower duty an overlap', () => {
    expect(
      check([...sound, duty('x', { place: 'area:x' }), duty('d', { place: '500106' })]).overlaps,
    ).toEqual([])
  })

  it('names unknown codes, idle organizations, unclear townships and missing citations', () => {
    const planted = duty('p', {
      category: '0999',
      place: '599',
      paths: [],
      org: 'no.1',
      co: ['no.2'],
      backstop: 'no.3',
      legalBasis: [],
    })
    const asking = duty('q', { category: '0101', place: '500107', co: ['@township'] })
    const found = check([...sound, planted, asking], [{ code: 'idle.1', level: 'city', places: ['50'] }])
    expect(found.unknown).toEqual([
      { duty: 'p', field: 'category', code: '0999' },
      { duty: 'p', field: 'place', code: '599' },
      { duty: 'p', field: 'org', code: 'no.1' },
      { duty: 'p', field: 'co', code: 'no.2' },
      { duty: 'p', field: 'backstop', code: 'no.3' },
    ])
    expect(found.idle).toEqual(['idle.1'])
    expect(found.townships).toEqual([{ place: '50/500107/500107103', orgs: [] }])
    expect(found.withoutBasis).toEqual(['p'])
  })
})

describe('precedents', () => {
  const at = (n: number) => `2026-01-0${n}T00:00:00.000Z`
  const verdict = (id: string, over: Partial<Precedent> = {}): Precedent => ({
    id,
    category: '0101',
    place: '50/500106',
    org: `v.${id}`,
    from: 'cq.a',
    reason: 'r',
    legalBasis: 'b',
    case: { id: 'c', number: `SQ${id}` },
    decidedAt: at(1),
    decidedBy: '裁定人',
    retiredAt: null,
    retiredReason: null,
    ...over,
  })
  const wide = duty('wide', { place: '50', category: '01', org: 'cq.a', co: ['cq.b'] })
  const leaf = duty('leaf', { place: '50', category: '010101', org: 'cq.leaf' })
  const area = { ...duty('area', { place: 'area:x', category: '0101', org: 'cq.area' }), paths: areaPaths }
  const narrow = {
    ...duty('narrow', { place: '500106016', category: '0101', org: 'cq.narrow' }),
    paths: [township],
  }
  const cases: [string, PlacedDuty[], Precedent[], string, string][] = [
    ['none: the duty', [wide], [], '0101', 'cq.a'],
    ['a narrower category than the duty’s', [wide], [verdict('1')], '0101', 'v.1'],
    ['for what lies below its category too', [wide], [verdict('1')], '010102', 'v.1'],
    ['not for what lies beside it', [wide], [verdict('1')], '0102', 'cq.a'],
    ['not in another district', [wide], [verdict('1', { place: '50/500107' })], '0101', 'cq.a'],
    ['not against a duty for a narrower category', [wide, leaf], [verdict('1')], '010101', 'cq.leaf'],
    ['not against a duty for a narrower place', [wide, narrow], [verdict('1')], '0101', 'cq.narrow'],
    ['the township’s own verdict does', [wide, narrow], [verdict('1', { place: township })], '0101', 'v.1'],
    ['the district’s verdict in a management area', [area], [verdict('1')], '0101', 'v.1'],
    ['the later of two', [wide], [verdict('1'), verdict('2', { decidedAt: at(2) })], '0101', 'v.2'],
    [
      'the narrower of two, though earlier',
      [wide],
      [verdict('1', { place: township }), verdict('2', { decidedAt: at(2) })],
      '0101',
      'v.1',
    ],
  ]
  it.each(cases)('%s', (_name, duties, precedents, category, org) => {
    expect(resolveIn(indexDuties(duties, orgs, precedents), category, township)?.org).toBe(org)
  })

  it('keeps the law and the backstop of the duty, and names the case', () => {
    const index = indexDuties([wide], orgs, [verdict('1', { org: 'cq.b' })])
    expect(resolveIn(index, '0101', township)).toMatchObject({
      dutyId: 'wide',
      org: 'cq.b',
      co: [],
      legalBasis: wide.legalBasis,
      precedent: { id: '1', number: 'SQ1', reason: 'r' },
    })
  })
})
