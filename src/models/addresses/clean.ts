import { numeralSigns, numeralValue } from './numerals.ts'

/** Longer texts are no addresses; what lies beyond is not read. */
const longest = 200

const counted =
  '号楼|号(?!桥|线|矿)|栋|幢|座|单元|楼|层|室|组|社(?!区)|队|弄|期|附(?=[\\d零〇一二三四五六七八九十])'
const numeralBefore = new RegExp(`第?([${numeralSigns}]+)(?=(?:${counted}))`, 'g')
const numeralAfter = new RegExp(`(附|负|-)([${numeralSigns}]+)(?=号|楼|层|$)`, 'g')

/**
 * One way of writing: full-width signs become half-width, blanks and punctuation go, dashes are one dash, capital
 * letters, numbers before 号, 栋, 单元 and the like in Arabic digits. 三峡路 and 一环路 keep their numerals.
 */
export function cleanText(text: string): string {
  return text
    .slice(0, longest)
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[‐-―−﹣_~至]/g, '-')
    .replaceAll(/[^\p{Script=Han}\dA-Z#\-〇]/gu, '')
    .replaceAll(/-+/g, '-')
    .replaceAll(/0+(?=\d+(?:栋|幢|座|号楼|单元|号))/g, (zeros, at: number, all: string) =>
      /\d/.test(all[at - 1] ?? '') ? zeros : '',
    )
    .replaceAll(numeralBefore, (found, signs: string) => String(numeralValue(signs) ?? found))
    .replaceAll(
      numeralAfter,
      (_, before: string, signs: string) => `${before}${numeralValue(signs) ?? signs}`,
    )
    .replaceAll(/村民小组(?=第?\d)/g, '村')
    .replaceAll(/(?:社区)?居(?:民委员|委)会/g, '社区')
    .replaceAll(/村?村(?:民委员|委)会/g, '村')
}
