import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { areaOf, contains, parseFeatures } from '#kernel/geo'
import {
  children,
  findPlace,
  findPlaceByName,
  getPlace,
  importGrids,
  listDemoGrids,
  listManagementAreas,
  listPlacesOf,
  locate,
} from './catalogue.ts'
import { Place } from './contract.ts'
import { makeGridIndex } from './grids.ts'
import { placePath } from './rules.ts'

const FOLDER = path.resolve(import.meta.dirname, '../../../data/territory')
const readJson = (file: string): unknown => JSON.parse(readFileSync(path.join(FOLDER, file), 'utf8'))
const districts = children('50')
const townships = districts.flatMap((district) => children(district.path))
const communities = townships.flatMap((township) => children(township.path))
/** 大学城, in WGS-84. */
const UNIVERSITY_TOWN = { lon: 106.31904841, lat: 29.59571861 }

describe('divisions', () => {
  it('holds 38 districts, 1,031 townships and 11,270 communities, each a sound place', () => {
    expect([districts.length, townships.length, communities.length]).toEqual([38, 1031, 11_270])
    for (const place of [...districts, ...townships, ...communities]) {
      expect(Place.safeParse(place).success, place.code).toBe(true)
    }
  })

  it('counts kinds as the statistics office does', () => {
    const counts = Object.groupBy([...districts, ...townships, ...communities], ({ kind }) => kind)
    const sizes = Object.fromEntries(Object.entries(counts).map(([kind, list]) => [kind, list?.length]))
    expect(sizes).toEqual({
      district: 26,
      county: 8,
      'autonomous-county': 4,
      town: 625,
      subdistrict: 245,
      'rural-township': 161,
      village: 7946,
      residents: 3324,
    })
  })

  it('names every district in English, once', () => {
    const names = districts.map(({ nameEn }) => nameEn)
    expect(names).not.toContain(undefined)
    expect(new Set(names).size).toBe(38)
    expect(getPlace('500107').nameEn).toBe('Jiulongpo District')
    expect(getPlace('50').nameEn).toBe('Chongqing')
  })

  it('throws on an unknown code and finds nothing', () => {
    expect(findPlace('500199')).toBeUndefined()
    expect(() => getPlace('500199')).toThrow(RangeError)
  })

  it('stays below 2.5 MB', () => {
    const bytes = readdirSync(FOLDER).reduce((sum, file) => sum + statSync(path.join(FOLDER, file)).size, 0)
    expect(bytes).toBeLessThan(2.5e6)
  })
})

describe('borders and points', () => {
  const { features, problems } = parseFeatures(readJson('districts.geojson'), 'WGS84')

  it('has one sound border for each district, 82,400 km² in all within 0.5 %', () => {
    expect(problems).toEqual([])
    expect(features.map(({ properties }) => properties.code).sort()).toEqual(
      districts.map(({ code }) => code).sort(),
    )
    const squareKm = features.reduce((sum, { shape }) => sum + areaOf(shape), 0) / 1e6
    expect(Math.abs(squareKm / 82_400 - 1)).toBeLessThan(0.005)
  })

  it('has 851 township points, one of them estimated, each in its own district', () => {
    const withPoint = townships.filter(({ point }) => point !== undefined)
    expect(withPoint).toHaveLength(851)
    expect(withPoint.filter((place) => place.isPointEstimated).map(({ name }) => name)).toEqual([
      '香炉山街道',
    ])
    const shapes = new Map(features.map(({ properties, shape }) => [properties.code, shape]))
    for (const { code, districtCode, point } of withPoint) {
      const shape = shapes.get(districtCode)
      expect(shape !== undefined && point !== undefined && contains(shape, point), code).toBe(true)
    }
  })
})

describe('management areas', () => {
  it('lays 西部科学城重庆高新区 over ten townships of two districts', () => {
    const [area] = listManagementAreas()
    expect(area).toMatchObject({ code: 'area:cqgxq', name: '西部科学城重庆高新区' })
    expect(area?.townships.map((code) => getPlace(code).name)).toEqual([
      '虎溪街道',
      '西永街道',
      '香炉山街道',
      '曾家镇',
      '含谷镇',
      '金凤镇',
      '白市驿镇',
      '走马镇',
      '石板镇',
      '巴福镇',
    ])
    const below = listPlacesOf('area:cqgxq').flatMap((place) => children(place))
    expect(below).toHaveLength(99)
  })
})

describe('demo grid cells', () => {
  const cells = listDemoGrids()

  it('gives each of the 99 communities 3 to 6 cells, marked synthetic', () => {
    const counts = Object.values(Object.groupBy(cells, (cell) => cell.communityCode)).map(
      (list) => list?.length ?? 0,
    )
    expect(counts).toHaveLength(99)
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(3)
    expect(Math.max(...counts)).toBeLessThanOrEqual(6)
    expect(cells.every(({ synthetic }) => synthetic)).toBe(true)
  })

  it('passes its own import check whole', () => {
    const { accepted, rejected } = importGrids(readJson('demo-grids.geojson'), 'CGCS2000')
    expect(rejected).toEqual([])
    expect(accepted).toHaveLength(cells.length)
  })

  it('lists them below their community', () => {
    const [first] = children(placePath('500106016001'))
    expect(first).toMatchObject({
      code: '500106016001G01',
      name: '虎兴社区第1网格',
      level: 'grid',
      synthetic: true,
    })
    expect(getPlace('500106016001G01')).toEqual(first)
  })

  it('labels the demo townships as no administrative borders', () => {
    const { features } = parseFeatures(readJson('demo-townships.geojson'), 'WGS84')
    expect(features).toHaveLength(10)
    expect(features.every(({ properties }) => properties.label === '演示划分，非行政边界')).toBe(true)
  })
})

describe('findPlaceByName', () => {
  it.each([
    ['高新区金凤镇凤笙路 12 号', undefined, '500107104', 'area:cqgxq'],
    ['九龙坡区白市驿镇三多桥村', undefined, '500107105206', undefined],
    ['白市驿三多桥村二社', undefined, '500107105206', undefined],
    ['重庆市沙坪坝区虎溪街道大学城中路 55 号', undefined, '500106016', undefined],
    ['渝北区两路街道', undefined, '500112016', undefined],
    ['高新区龙凤社区', undefined, '500107104001', 'area:cqgxq'],
    ['虎溪街道虎兴居委会', undefined, '500106016001', undefined],
    ['虎溪街道虎兴社区居民委员会', undefined, '500106016001', undefined],
    ['龙凤社区', 'area:cqgxq', '500107104001', undefined],
    ['金凤', 'area:cqgxq', '500107104', undefined],
    ['石柱县', undefined, '500240', undefined],
    ['武隆区后坪乡', undefined, '500156208', undefined],
    ['从渝北区到九龙坡区', undefined, undefined, undefined],
    ['安居工程', undefined, undefined, undefined],
    ['江北区', '500107', undefined, undefined],
  ])('%s (within %s)', (text, within, code, area) => {
    const match = findPlaceByName(text, within)
    expect(match.place?.code).toBe(code)
    expect(match.area?.code).toBe(area)
  })

  it('lists candidates and what they share when a name is ambiguous', () => {
    const match = findPlaceByName('龙凤社区')
    expect(match.place).toBeUndefined()
    expect(match.candidates.length).toBeGreaterThan(1)
    expect(new Set(match.candidates.map(({ name }) => name))).toEqual(new Set(['龙凤社区']))
    expect(match.commonPlace?.code).toBe('50')
    const area = findPlaceByName('高新区')
    expect(area.candidates).toHaveLength(10)
    expect(area.mentions).toEqual(['高新区'])
  })

  it('finds every township by district and name, and every community by all three', () => {
    const missed = [...townships, ...communities].filter((place) => {
      const names = place.path
        .split('/')
        .slice(1)
        .map((code) => getPlace(code).name)
      return !findPlaceByName(names.join('')).candidates.some(({ code }) => code === place.code)
    })
    expect(missed.map(({ code }) => code)).toEqual([])
  })
})

describe('locate', () => {
  it('gives the demo cell, the nearest township of the district, or nothing', () => {
    expect(locate(UNIVERSITY_TOWN)?.place).toMatchObject({
      level: 'grid',
      districtCode: '500106',
      synthetic: true,
    })
    const township = locate({ lon: 106.55, lat: 29.56 })
    expect(township).toMatchObject({ estimated: true, place: { level: 'township', districtCode: '500103' } })
    expect(locate({ lon: 104.07, lat: 30.67 })).toBeUndefined()
  })

  it('takes another layer of cells', () => {
    expect(locate(UNIVERSITY_TOWN, makeGridIndex([]))).toMatchObject({
      estimated: true,
      place: { code: '500106016', level: 'township' },
    })
  })

  it('puts the inner point of each demo cell into that cell', () => {
    for (const { code, point } of listDemoGrids().map((cell) => getPlace(cell.code))) {
      if (point === undefined) throw new Error(`${code} has no point`)
      expect(locate(point)?.place.code).toBe(code)
    }
  })
})
