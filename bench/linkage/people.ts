import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type FullAddress, makeAddressSource, pick } from '../addresses/generate.ts'

/** Frequencies of Chinese names by sex and decade; read where they lie, never shipped (GPL-3). */
export const namesFolder = join(process.env.REFERENCE_DATA ?? '../shared/data', 'city/chinese-names/data-csv')

type Random = () => number

export interface Person {
  readonly entity: number
  readonly name: string
  readonly sex: '男' | '女'
  /** Eight digits. */
  readonly born: string
  readonly idNumber: string
  readonly phone: string
  readonly address: FullAddress
}

/** Draws values by their weight. */
function drawer(values: readonly string[], weights: readonly number[]): (random: Random) => string {
  const sums = new Float64Array(weights.length)
  let sum = 0
  for (const [k, weight] of weights.entries()) {
    sum += weight
    sums[k] = sum
  }
  return (random) => {
    const sought = random() * sum
    let low = 0
    let high = sums.length - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if ((sums[middle] as number) > sought) high = middle
      else low = middle + 1
    }
    return values[low] as string
  }
}

export interface Names {
  readonly surname: (random: Random) => string
  readonly given: (random: Random, sex: '男' | '女', year: number) => string
  /** Character → its sound with the tone; the character itself where none is known. */
  readonly soundOf: (character: string) => string
  /** Another character of the same sound, or the same one where there is none. */
  readonly homophone: (random: Random, character: string) => string
}

const decades = [1960, 1970, 1980, 1990, 2000, 2010]

export function readNames(): Names {
  const rows = (file: string) =>
    readFileSync(join(namesFolder, file), 'utf8')
      .replace('\uFEFF', '')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(','))
  const families = rows('familyname.csv')
  const characters = rows('givenname.csv')
  const surname = drawer(
    families.map((row) => row[0] ?? ''),
    families.map((row) => Number(row[4])),
  )
  const signs = characters.map((row) => row[0] ?? '')
  const byGroup = new Map<string, (random: Random) => string>()
  for (const [d] of decades.entries())
    for (const sex of ['男', '女'] as const) {
      const weights = characters.map((row) => {
        const [male, female] = [Number(row[3]), Number(row[4])]
        const share = (sex === '男' ? male : female) / Math.max(1, male + female)
        return Number(row[6 + d]) * share
      })
      byGroup.set(`${sex}${d}`, drawer(signs, weights))
    }
  const sounds = new Map(characters.map((row) => [row[0] ?? '', row[1] ?? '']))
  const same = Map.groupBy(signs, (sign) => sounds.get(sign) ?? '')
  return {
    surname,
    given(random, sex, year) {
      const d = decades.findIndex((end) => year < end)
      const draw = byGroup.get(`${sex}${d < 0 ? 5 : d}`) ?? surname
      // Single-character given names were commonest in the 1980s and 1990s: one in three then, one in six otherwise.
      const isSingle = random() < (year >= 1975 && year < 2000 ? 0.33 : 0.17)
      return isSingle ? draw(random) : draw(random) + draw(random)
    },
    soundOf: (character) => sounds.get(character) ?? character,
    homophone: (random, character) => pick(random, same.get(sounds.get(character) ?? '') ?? [character]),
  }
}

const pad = (n: number, width: number) => String(n).padStart(width, '0')

/**
 * Draws households one after the other: one to four people at one address; children bear a parent's surname and half
 * of the members share the household's phone; one birth in eighty is a twin's.
 */
export function* makePeople(count: number, random: Random, names: Names): Generator<Person> {
  const nextAddress = makeAddressSource(random)
  for (let entity = 0; entity < count; ) {
    const address = nextAddress()
    const phone = makePhone(random)
    const family = names.surname(random)
    const size = Math.min(count - entity, 1 + Math.floor(random() * 4))
    let twin: string | undefined
    for (let n = 0; n < size; n++) {
      const sex = random() < 0.5 ? '男' : '女'
      const born: string = twin ?? makeBirthday(random, n)
      twin = n >= 2 && random() < 1 / 80 ? born : undefined
      const surname = n === 1 ? names.surname(random) : family
      yield {
        entity,
        name: surname + names.given(random, sex, Number(born.slice(0, 4))),
        sex,
        born,
        idNumber: makeIdNumber(random, born, sex),
        phone: random() < 0.5 ? phone : makePhone(random),
        address,
      }
      entity++
    }
  }
}

/** The first two of a household are adults. */
function makeBirthday(random: Random, place: number): string {
  const year = place < 2 ? 1935 + Math.floor(random() * 70) : 1985 + Math.floor(random() * 40)
  return `${year}${pad(1 + Math.floor(random() * 12), 2)}${pad(1 + Math.floor(random() * 28), 2)}`
}

function makePhone(random: Random): string {
  return `1${pick(random, ['38', '39', '58', '86', '99', '77'])}${pad(Math.floor(random() * 1e8), 8)}`
}

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** As GB 11643 builds it, in a region that does not exist (509…), so that no real number can come out. */
function makeIdNumber(random: Random, born: string, sex: '男' | '女'): string {
  const order = Math.floor(random() * 500) * 2 + (sex === '男' ? 1 : 0)
  const body = `509${pad(Math.floor(random() * 1000), 3)}${born}${pad(order, 3)}`
  const sum = weights.reduce((all, weight, k) => all + weight * Number(body[k]), 0)
  return body + '10X98765432'[sum % 11]
}
