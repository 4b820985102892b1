import { describe, expect, it } from 'vitest'
import type { ManagementArea } from './contract.ts'
import {
  commonPath,
  communityName,
  isPlaceCode,
  isWithin,
  kindOf,
  levelOf,
  makeNameBook,
  parentCode,
  parentPath,
  placePath,
  placesOf,
  reckonPlaces,
} from './rules.ts'

const AREA: ManagementArea = {
  code: 'area:demo',
  name: '演示区',
  nameEn: 'Demo area',
  aliases: ['高新区'],
  townships: ['500106016', '500107104'],
}

describe('place paths', () => {
  it.each([
    ['50', 'city', '50', undefined],
    ['500107', 'district', '50/500107', '50'],
    ['500107103', 'township', '50/500107/500107103', '50/500107'],
    ['500107103001', 'community', '50/500107/500107103/500107103001', '50/500107/500107103'],
    [
      '500107103001G01',
      'grid',
      '50/500107/500107103/500107103001/500107103001G01',
      '50/500107/500107103/500107103001',
    ],
  ])('%s is a %s', (code, level, path, parent) => {
    expect(levelOf(code)).toBe(level)
    expect(placePath(code)).toBe(path)
    expect(parentPath(path)).toBe(parent)
    expect(parentCode(code)).toBe(parent?.split('/').at(-1))
  })

  // 5002f0 and 400039 are codes that a public dashboard invented; the second has the form of a real one.
  it.each([[''], ['5'], ['5002f0'], ['5001070'], ['500107103001g01'], ['500107103001G0'], ['area:cqgxq']])(
    'refuses %j as a code',
    (code) => {
      expect(isPlaceCode(code)).toBe(false)
      expect(() => placePath(code)).toThrow(RangeError)
    },
  )

  it.each([
    ['the place itself', '50/500107', ['50/500107'], true],
    ['a place below', '50/500107/500107103', ['50/500106', '50/500107'], true],
    ['a place above', '50', ['50/500107'], false],
    ['a neighbour whose code begins alike', '50/5001071', ['50/500107'], false],
    ['nothing', '50/500107', [], false],
  ])('is within: %s', (_, path, places, expected) => {
    expect(isWithin(path, places)).toBe(expected)
  })

  it('gives the paths of a division or an area', () => {
    expect(placesOf('500107', [AREA])).toEqual(['50/500107'])
    expect(placesOf('area:demo', [AREA])).toEqual(['50/500106/500106016', '50/500107/500107104'])
    expect(() => placesOf('area:none', [AREA])).toThrow(RangeError)
  })

  it.each([
    [['50/500107/500107103', '50/500107/500107104'], '50/500107'],
    [['50/500107/500107103'], '50/500107/500107103'],
    [['50/500107', '50/500107/500107104'], '50/500107'],
    [['50/500106', '50/500107'], '50'],
    [[], undefined],
  ])('finds the common place of %j', (paths, expected) => {
    expect(commonPath(paths)).toBe(expected)
  })
})

describe('official names', () => {
  it.each([
    ['50', '重庆市', 'municipality'],
    ['500107', '九龙坡区', 'district'],
    ['500233', '忠县', 'county'],
    ['500240', '石柱土家族自治县', 'autonomous-county'],
    ['500106016', '虎溪街道', 'subdistrict'],
    ['500107104', '金凤镇', 'town'],
    ['500101200', '黄柏乡', 'rural-township'],
    ['500107105206', '三多桥村村民委员会', 'village'],
    ['500106016001', '虎兴社区居民委员会', 'residents'],
    ['500106016001G01', '虎兴社区第1网格', 'grid-cell'],
  ])('%s %s is of kind %s', (code, name, kind) => {
    expect(kindOf(code, name)).toBe(kind)
  })

  it.each([
    ['三多桥村村民委员会', '三多桥村'],
    ['东坪村民委员会', '东坪村'],
    ['先锋社区村民委员会', '先锋社区'],
    ['虎兴社区居民委员会', '虎兴社区'],
    ['化龙桥社区工作站', '化龙桥社区'],
  ])('shortens %s to %s', (official, name) => {
    expect(communityName(official)).toBe(name)
  })

  it('refuses a name that fits no kind', () => {
    expect(() => kindOf('500107', '九龙坡')).toThrow(RangeError)
  })
})

describe('names in a text', () => {
  const book = makeNameBook(
    new Map([
      ['50', '重庆市'],
      ['500106', '沙坪坝区'],
      ['500106016', '虎溪街道'],
      ['500106016200', '建新村村民委员会'],
      ['500107', '九龙坡区'],
      ['500107103', '含谷镇'],
      ['500107103205', '建新村村民委员会'],
      ['500107104', '金凤镇'],
      ['500115', '长寿区'],
      ['500120', '璧山区'],
      ['500242', '酉阳土家族苗族自治县'],
    ]),
    [AREA],
  )
  it.each([
    ['九龙坡区含谷镇建新村', ['500107103205'], 'full'],
    ['含谷建新村', ['500107103205'], 'full'],
    ['建新村', ['500106016200', '500107103205'], 'full'],
    ['建新村委会在沙坪坝', ['500106016200'], 'full'],
    ['含谷镇建新村村民委员会', ['500107103205'], 'full'],
    ['九龙坡 金凤', ['500107104'], 'short'],
    ['金凤', [], undefined],
    ['九龙坡区金凤路 3 号', ['500107'], 'full'],
    ['九龙坡区金凤大道 3 号', ['500107'], 'full'],
    ['虎溪镇', ['500106016'], 'short'],
    ['高新区金凤', ['500107104'], 'short'],
    ['九龙坡区虎溪街道', ['500107', '500106016'], 'full'],
    ['沙坪坝区和九龙坡区', ['500106', '500107'], 'full'],
    ['祝老人健康长寿', [], undefined],
    ['长寿区', ['500115'], 'full'],
    ['酉阳县', ['500242'], 'full'],
    ['重庆市', [], undefined],
    ['', [], undefined],
  ])('%s', (text, codes, basis) => {
    const found = reckonPlaces(text, book)
    expect(found.codes).toEqual(codes)
    expect(found.basis).toBe(basis)
  })

  it('takes an area only where it is ours', () => {
    expect(reckonPlaces('高新区', book).area?.code).toBe('area:demo')
    expect(reckonPlaces('九龙坡区高新区', book).area?.code).toBe('area:demo')
    expect(reckonPlaces('璧山高新区', book).area).toBeUndefined()
    expect(reckonPlaces('璧山区高新区', book).codes).toEqual(['500120'])
  })

  it('does not look outside the places that are allowed', () => {
    const isInJiulongpo = (code: string) => code.startsWith('500107')
    expect(reckonPlaces('建新村', book, isInJiulongpo).codes).toEqual(['500107103205'])
    expect(reckonPlaces('金凤', book, isInJiulongpo).codes).toEqual(['500107104'])
    expect(reckonPlaces('虎溪街道', book, isInJiulongpo).codes).toEqual([])
  })
})
