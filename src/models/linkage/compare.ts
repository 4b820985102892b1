import { editDistance, jaroWinkler, mostEdits } from './distance.ts'
import type { Comparison, Level } from './settings.ts'
import { type Column, columnOf, type Table, valueText } from './table.ts'

/** The level of a pair of records: 0 is the first level, `levels.length` „else", −1 a missing value. */
export type LevelOf = (left: number, right: number) => number

type Test = (left: number, right: number) => boolean

export const missing = -1

/** Makes the judge of one comparison over a table. Throws RangeError for a level that its field cannot have. */
export function levelJudge(table: Table, comparison: Comparison): LevelOf {
  const own = columnOf(table, comparison.field)
  const measures = new Map<Column, Measure>()
  const measure = (column: Column) => {
    const known = measures.get(column) ?? jaroWinklerOf(column)
    measures.set(column, known)
    return known
  }
  const tests = comparison.levels.map((level) => levelTest(table, own, level, measure))
  const { codes } = own
  const startsExact = comparison.levels[0]?.by === 'exact' && comparison.levels[0].in === undefined
  const otherwise = tests.length
  const second = comparison.second === undefined ? codes : columnOf(table, comparison.second).codes
  return (left, right) => {
    const a = codes[left] as number
    const b = codes[right] as number
    if ((a === 0 || b === 0) && (second[left] === 0 || second[right] === 0)) return missing
    if (startsExact && a === b && a !== 0) return 0
    for (let k = startsExact ? 1 : 0; k < otherwise; k++) if ((tests[k] as Test)(left, right)) return k
    return otherwise
  }
}

function levelTest(table: Table, own: Column, level: Level, measure: (column: Column) => Measure): Test {
  const column = level.in === undefined ? own : columnOf(table, level.in)
  switch (level.by) {
    case 'exact':
      return onValues(column, (a, b) => a === b)
    case 'jaro-winkler':
      return similarByMeasure(column, measure(column), level.atLeast)
    case 'levenshtein':
      return similarByEdits(column, level.atLeast)
    case 'edits':
      return withinEdits(column, level.atMost, level.swaps ?? false)
    case 'distance':
      return withinDistance(column, level.atMost)
    case 'day-month-swapped':
      return dayMonthSwapped(column)
    case 'crossed':
      return crossed(column, columnOf(table, level.with))
    case 'all': {
      const tests = level.of.map((one) => levelTest(table, own, one, measure))
      return (left, right) => tests.every((test) => test(left, right))
    }
    default:
      return level satisfies never
  }
}

function onValues(column: Column, test: (a: number, b: number) => boolean): Test {
  const { codes } = column
  return (left, right) => {
    const a = codes[left] as number
    const b = codes[right] as number
    return a !== 0 && b !== 0 && test(a, b)
  }
}

/** Levels of one comparison often share the measure: the last result is kept. */
type Measure = (a: number, b: number) => number

function jaroWinklerOf({ units, starts }: Column): Measure {
  let lastA = 0
  let lastB = 0
  let last = 0
  return (a, b) => {
    if (a === lastA && b === lastB) return last
    const aFrom = starts[a] as number
    const bFrom = starts[b] as number
    const aLength = (starts[a + 1] as number) - aFrom
    last = jaroWinkler(units, aFrom, aLength, units, bFrom, (starts[b + 1] as number) - bFrom)
    lastA = a
    lastB = b
    return last
  }
}

function similarByMeasure(column: Column, measure: Measure, atLeast: number): Test {
  return onValues(column, (a, b) => a === b || measure(a, b) >= atLeast)
}

function similarByEdits(column: Column, atLeast: number): Test {
  const { units, starts } = column
  return onValues(column, (a, b) => {
    if (a === b) return true
    const aFrom = starts[a] as number
    const bFrom = starts[b] as number
    const aLength = (starts[a + 1] as number) - aFrom
    const bLength = (starts[b + 1] as number) - bFrom
    const most = mostEdits(aLength, bLength, atLeast)
    return editDistance(units, aFrom, aLength, units, bFrom, bLength, false, most) <= most
  })
}

function withinEdits(column: Column, atMost: number, swaps: boolean): Test {
  const { units, starts } = column
  return onValues(column, (a, b) => {
    if (a === b) return true
    const aFrom = starts[a] as number
    const bFrom = starts[b] as number
    const aLength = (starts[a + 1] as number) - aFrom
    const bLength = (starts[b + 1] as number) - bFrom
    return editDistance(units, aFrom, aLength, units, bFrom, bLength, swaps, atMost) <= atMost
  })
}

function withinDistance(column: Column, atMost: number): Test {
  if (column.field.kind === 'text') throw new RangeError(`${column.field.name} is text and has no distance`)
  const { numbers } = column
  return onValues(column, (a, b) => Math.abs((numbers[a] as number) - (numbers[b] as number)) <= atMost)
}

/** 20010312 and 20011203. */
function dayMonthSwapped(column: Column): Test {
  if (column.field.kind !== 'date') throw new RangeError(`${column.field.name} is no date`)
  const { units, starts } = column
  return onValues(column, (a, b) => {
    const i = starts[a] as number
    const j = starts[b] as number
    if ((starts[a + 1] as number) - i !== 8 || (starts[b + 1] as number) - j !== 8) return false
    for (let k = 0; k < 4; k++) if (units[i + k] !== units[j + k]) return false
    for (let k = 4; k < 6; k++)
      if (units[i + k] !== units[j + k + 2] || units[i + k + 2] !== units[j + k]) return false
    return true
  })
}

/** The two fields have codes of their own, so the second is translated into the first's once. */
function crossed(own: Column, other: Column): Test {
  const known = new Map<string, number>()
  for (let code = 1; code < own.counts.length; code++) known.set(valueText(own, code), code)
  const translated = new Int32Array(other.counts.length)
  for (let code = 1; code < translated.length; code++)
    translated[code] = known.get(valueText(other, code)) ?? -1
  return (left, right) => {
    const a = own.codes[left] as number
    const b = own.codes[right] as number
    return (
      a !== 0 &&
      b !== 0 &&
      translated[other.codes[right] as number] === a &&
      translated[other.codes[left] as number] === b
    )
  }
}
