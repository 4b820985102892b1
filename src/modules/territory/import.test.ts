import { afterEach, describe, expect, it } from 'vitest'
import { distanceBetween, wgs84ToGcj02 } from '#kernel/geo'
import { children, findPlace, importGrids, importTownships, locate } from './catalogue.ts'
import { type OwnLayers, putInForce, takeOutOfForce } from './grids.ts'
import { resolveWhere } from './where.ts'

const square = (lon: number, lat: number, size = 0.002): [number, number][] => [
  [lon, lat],
  [lon + size, lat],
  [lon + size, lat + size],
  [lon, lat + size],
  [lon, lat],
]
const cell = (properties: object, ring: unknown = square(106.31, 29.59)) => ({
  type: 'Feature',
  properties,
  geometry: { type: 'Polygon', coordinates: [ring] },
})
const file = (...features: unknown[]) => ({ type: 'FeatureCollection', features })
const good = { code: '500106016001001', name: '虎兴一网格', communityCode: '500106016001' }

describe('importGrids', () => {
  it('accepts a cell, by English or Chinese column names, numbers too', () => {
    const chinese = { 网格编码: '500106016001002', 网格名称: '虎兴二网格', 社区编码: 500106016001 }
    const { accepted, rejected } = importGrids(
      file(cell(good), cell(chinese, square(106.32, 29.59))),
      'WGS84',
    )
    expect(rejected).toEqual([])
    expect(accepted.map(({ code, communityCode, synthetic }) => [code, communityCode, synthetic])).toEqual([
      ['500106016001001', '500106016001', false],
      ['500106016001002', '500106016001', false],
    ])
  })

  it('brings a GCJ-02 layer to WGS-84', () => {
    const shifted = square(106.31, 29.59).map(([lon, lat]) => wgs84ToGcj02({ lon, lat }))
    const { accepted } = importGrids(
      file(
        cell(
          good,
          shifted.map(({ lon, lat }) => [lon, lat]),
        ),
      ),
      'GCJ02',
    )
    const [lon = 0, lat = 0] = accepted[0]?.shape[0]?.[0]?.[0] ?? []
    expect(distanceBetween({ lon, lat }, { lon: 106.31, lat: 29.59 })).toBeLessThan(0.01)
  })

  it.each([
    ['no name', cell({ ...good, name: ' ' }), /网格名称/],
    ['a code of 14 characters', cell({ ...good, code: '50010601600100' }), /十二位社区代码/],
    [
      'an unknown community',
      cell({ ...good, code: '500106016999001', communityCode: '500106016999' }),
      /不在行政区划/,
    ],
    ['a code below another community', cell({ ...good, communityCode: '500106017001' }), /前十二位/],
    ['another district', cell(good, square(106.55, 29.56)), /另一个区县/],
    ['another city', cell(good, square(104.07, 30.67)), /不在本市/],
    [
      'swapped coordinates',
      cell(
        good,
        square(106.31, 29.59).map(([lon, lat]) => [lat, lon]),
      ),
      /是否写反/,
    ],
  ])('rejects %s and says why', (_, feature, reason) => {
    const { accepted, rejected } = importGrids(file(feature), 'WGS84')
    expect(accepted).toEqual([])
    expect(rejected.map(({ index }) => index)).toEqual([0])
    expect(rejected[0]?.reason.zh).toMatch(reason)
  })

  it('keeps the first of two cells with one code or one place', () => {
    const other = { ...good, code: '500106016001002' }
    const { accepted, rejected } = importGrids(
      file(cell(good), cell(good, square(106.32, 29.59)), cell(other, square(106.3101, 29.5901))),
      'WGS84',
    )
    expect(accepted.map(({ code }) => code)).toEqual([good.code])
    expect(rejected.map(({ index, reason }) => [index, reason.zh.slice(-8)])).toEqual([
      [1, '重复，请保留一个'],
      [2, '重叠，请修正边界'],
    ])
  })

  it('reports a file that is no GeoJSON as −1', () => {
    expect(importGrids('x', 'WGS84').rejected.map(({ index }) => index)).toEqual([-1])
  })
})

describe('importTownships', () => {
  const border = { code: '500106016', name: '虎溪街道' }
  const at = square(106.3, 29.58, 0.02)

  it('accepts nine digits, twelve that end in 000, and Chinese column names', () => {
    const features = [cell(border, at), cell({ 乡镇代码: 500106017000 }, square(106.33, 29.58, 0.02))]
    const { accepted, rejected } = importTownships(file(...features), 'WGS84')
    expect(rejected).toEqual([])
    expect(accepted.map(({ code }) => code)).toEqual(['500106016', '500106017'])
  })

  it.each([
    ['no code', cell({ name: '虎溪街道' }, at), /九位数字/],
    ['the code of a community', cell({ code: '500106016001' }, at), /九位数字/],
    ['an unknown township', cell({ code: '500106999' }, at), /不在行政区划/],
    ['another district', cell(border, square(106.55, 29.56)), /另一个区县/],
    ['another city', cell(border, square(104.07, 30.67)), /不在本市/],
  ])('rejects %s and says why', (_, feature, reason) => {
    const { accepted, rejected } = importTownships(file(feature), 'WGS84')
    expect(accepted).toEqual([])
    expect(rejected[0]?.reason.zh).toMatch(reason)
  })

  it('keeps the first of two with one code or one place', () => {
    const features = [cell(border, at), cell(border, square(106.34, 29.6)), cell({ code: '500106017' }, at)]
    const { accepted, rejected } = importTownships(file(...features), 'WGS84')
    expect(accepted.map(({ code }) => code)).toEqual(['500106016'])
    expect(rejected.map(({ index, reason }) => [index, reason.en.split(': ')[1]?.slice(0, 23)])).toEqual([
      [1, 'The township code occur'],
      [2, 'The border lies on an e'],
    ])
  })
})

describe('layers in force', () => {
  const inCell = { lon: 106.311, lat: 29.591 }
  const downtown = { lon: 106.55, lat: 29.56 }
  const [own] = importGrids(file(cell(good)), 'WGS84').accepted
  const layers = (over: Partial<OwnLayers>): OwnLayers => ({ cells: [], townships: [], demo: true, ...over })
  afterEach(takeOutOfForce)

  it('puts a point into the own cell; the demo fills only communities without one', () => {
    if (own === undefined) throw new Error('the cell was refused')
    putInForce(layers({ cells: [own] }))
    expect(locate(inCell)?.place).toMatchObject({ code: good.code, name: good.name })
    expect(locate(inCell)?.place.synthetic).toBeUndefined()
    expect(children('50/500106/500106016/500106016001').map((p) => p.code)).toEqual([good.code])
    expect(children('50/500106/500106016/500106016002').every((p) => p.synthetic === true)).toBe(true)
    expect(findPlace(good.code)?.path).toBe('50/500106/500106016/500106016001/500106016001001')
  })

  it('knows no demo cell outside the demo', () => {
    putInForce(layers({ demo: false }))
    expect(locate(inCell)).toMatchObject({ estimated: true, place: { level: 'township' } })
    expect(children('50/500106/500106016/500106016001')).toEqual([])
  })

  it('no longer estimates a township whose border holds the point', () => {
    const before = locate(downtown)
    expect(before?.estimated).toBe(true)
    const code = before?.place.code ?? ''
    putInForce(layers({ townships: [{ code, shape: [[square(106.54, 29.55, 0.02)]] }] }))
    expect(locate(downtown)).toMatchObject({ estimated: false, place: { code } })
    expect(resolveWhere({ point: downtown }, '')).toMatchObject({
      place: before?.place.path,
      estimated: false,
    })
    putInForce(layers({ townships: [{ code, shape: [[square(106.4, 29.55, 0.02)]] }] }))
    expect(locate(downtown)?.place.code).not.toBe(code)
  })
})
