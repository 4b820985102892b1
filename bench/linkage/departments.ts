import { formatAddress, type Gazetteer, parseAddress, partText } from '#models/addresses'
import type { Values } from '#models/linkage'
import { type FullAddress, pick, writeColloquially } from '../addresses/generate.ts'
import type { Names, Person } from './people.ts'

type Random = () => number

/** What a department holds and how carefully; probabilities of each kind of error. Synthetic, chosen beforehand. */
interface Department {
  readonly name: string
  /** Share of the people it knows. */
  readonly knows: number
  readonly idMissing: number
  readonly idWrong: number
  readonly nameWrong: number
  readonly bornMissing: number
  readonly bornWrong: number
  readonly phoneMissing: number
  /** The phone has been changed since. */
  readonly phoneOther: number
  readonly addressMissing: number
  /** Has moved since. */
  readonly addressOther: number
}

/** Civil registration is careful; a hotline or a market supervision file is not. */
export const departments: readonly Department[] = [
  {
    name: '公安',
    knows: 0.95,
    idMissing: 0,
    idWrong: 0.002,
    nameWrong: 0.005,
    bornMissing: 0,
    bornWrong: 0.002,
    phoneMissing: 0.3,
    phoneOther: 0.15,
    addressMissing: 0.02,
    addressOther: 0.2,
  },
  {
    name: '医保',
    knows: 0.8,
    idMissing: 0.03,
    idWrong: 0.01,
    nameWrong: 0.02,
    bornMissing: 0.02,
    bornWrong: 0.01,
    phoneMissing: 0.15,
    phoneOther: 0.15,
    addressMissing: 0.1,
    addressOther: 0.15,
  },
  {
    name: '社区',
    knows: 0.6,
    idMissing: 0.25,
    idWrong: 0.03,
    nameWrong: 0.06,
    bornMissing: 0.1,
    bornWrong: 0.03,
    phoneMissing: 0.1,
    phoneOther: 0.1,
    addressMissing: 0.02,
    addressOther: 0.05,
  },
  {
    name: '热线',
    knows: 0.15,
    idMissing: 0.9,
    idWrong: 0.03,
    nameWrong: 0.1,
    bornMissing: 0.6,
    bornWrong: 0.04,
    phoneMissing: 0.02,
    phoneOther: 0.1,
    addressMissing: 0.3,
    addressOther: 0.1,
  },
]

/** A record as a department wrote it, cleaned for linkage, and whom it is about. */
export interface DepartmentRecord {
  readonly entity: number
  readonly origin: number
  readonly values: Values
}

/** Each person's records in the departments that know them. A department may hold the same person twice (1 in 100). */
export function* writeRecords(
  people: Iterable<Person>,
  random: Random,
  names: Names,
  book: Gazetteer,
): Generator<DepartmentRecord> {
  let other: Person | undefined
  for (const person of people) {
    for (const [origin, department] of departments.entries()) {
      if (random() >= department.knows) continue
      const times = random() < 0.01 ? 2 : 1
      for (let n = 0; n < times; n++)
        yield {
          entity: person.entity,
          origin,
          values: corrupt(person, other ?? person, department, random, names, book),
        }
    }
    if (random() < 0.05) other = person
  }
}

function corrupt(
  person: Person,
  other: Person,
  department: Department,
  random: Random,
  names: Names,
  book: Gazetteer,
): Values {
  const happens = (share: number) => random() < share
  const name = happens(department.nameWrong) ? wrongName(person.name, random, names) : person.name
  const phone = happens(department.phoneOther) ? `1${digits(random, 10)}` : person.phone
  const home = happens(department.addressOther) ? other.address : person.address
  const born = happens(department.bornWrong) ? wrongDate(person.born, random) : person.born
  const idNumber = happens(department.idWrong) ? wrongDigits(person.idNumber, random) : person.idNumber
  return {
    name,
    sound: [...name].map(names.soundOf).join(' ').replaceAll(/\d/g, ''),
    sex: person.sex,
    born: happens(department.bornMissing) ? '' : born,
    idNumber: happens(department.idMissing) ? '' : idNumber,
    phone: happens(department.phoneMissing) ? '' : phone,
    ...(happens(department.addressMissing) ? {} : addressValues(home, random, book)),
  }
}

/** Written as people do, then taken apart by the product's own parser. */
function addressValues(address: FullAddress, random: Random, book: Gazetteer): Values {
  const parsed = parseAddress(writeColloquially(address, random).text, book)
  const street = formatAddress({ ...parsed, district: undefined, township: undefined, community: undefined })
  return { township: parsed.township?.code ?? partText(parsed, 'township'), street: street.slice(3) }
}

/** A homophone (the commonest), two characters exchanged, one left out, or one of another person's. */
function wrongName(name: string, random: Random, names: Names): string {
  const signs = [...name]
  const at = 1 + Math.floor(random() * (signs.length - 1))
  const kind = random()
  if (kind < 0.6) return signs.with(at, names.homophone(random, signs[at] ?? '')).join('')
  if (kind < 0.75 && signs.length > 2) return [signs[0], signs[2], signs[1]].join('')
  if (kind < 0.85 && signs.length > 2) return signs.toSpliced(at, 1).join('')
  return signs.with(at, names.given(random, '女', 1985)[0] ?? '').join('')
}

/** Day and month exchanged, the first of January, or one digit. */
function wrongDate(born: string, random: Random): string {
  const kind = random()
  if (kind < 0.3) return `${born.slice(0, 4)}${born.slice(6)}${born.slice(4, 6)}`
  if (kind < 0.5) return `${born.slice(0, 4)}0101`
  return wrongDigits(born, random)
}

/** One digit wrong, or two neighbours exchanged. */
function wrongDigits(number: string, random: Random): string {
  const signs = [...number]
  const at = 3 + Math.floor(random() * (signs.length - 4))
  if (random() < 0.5) return signs.with(at, pick(random, [...'0123456789'])).join('')
  return signs
    .with(at, signs[at + 1] ?? '')
    .with(at + 1, signs[at] ?? '')
    .join('')
}

function digits(random: Random, count: number): string {
  return Array.from({ length: count }, () => Math.floor(random() * 10)).join('')
}
