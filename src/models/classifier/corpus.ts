import type { Jieba } from '@node-rs/jieba'
import { nameSpans } from './names.ts'
import { type Content, type Family, occurrenceWeight, readContent, visitTerms } from './terms.ts'
import { cleanText } from './text.ts'
import type { TrainingOptions, TrainingRow } from './types.ts'

/** Counted terms of one row. */
export interface CountedRow {
  readonly terms: Int32Array
  readonly counts: Int32Array
  /** Terms that show a person's name here. */
  readonly named: ReadonlySet<number>
}

/** All rows as counts of numbered terms. */
export interface Corpus {
  readonly terms: readonly string[]
  readonly families: readonly Family[]
  readonly rows: readonly CountedRow[]
  /** Number of the message that each row tells of. */
  readonly messages: Int32Array
}

/** Reads every row once; the choice of terms and their weights comes later, per fold. */
export function readCorpus(
  rows: readonly TrainingRow[],
  options: TrainingOptions,
  cutter: Jieba,
  stopWords: ReadonlySet<string>,
): Corpus {
  const numbering = newNumbering()
  const counted = rows.map((row) => {
    const text = row.presegmented ? row.text.replaceAll(' ', '') : row.text
    const content = readContent(text, cutter, stopWords)
    const inName = options.withoutNames ? nameCover(text, cutter) : undefined
    return countTerms(content, options, numbering, inName)
  })
  return {
    terms: numbering.terms,
    families: numbering.families,
    rows: counted,
    messages: numberMessages(rows),
  }
}

interface Numbering {
  readonly terms: string[]
  readonly families: Family[]
  readonly numbers: Readonly<Record<Family, Map<string, number>>>
}

function newNumbering(): Numbering {
  return { terms: [], families: [], numbers: { word: new Map(), characters: new Map() } }
}

function numberOf(numbering: Numbering, family: Family, term: string): number {
  const known = numbering.numbers[family].get(term)
  if (known !== undefined) return known
  const number = numbering.terms.push(term) - 1
  numbering.families.push(family)
  numbering.numbers[family].set(term, number)
  return number
}

function countTerms(
  content: Content,
  options: TrainingOptions,
  numbering: Numbering,
  inName: Int32Array | undefined,
): CountedRow {
  const counts = new Map<number, number>()
  const named = new Set<number>()
  visitTerms(content, options.minGram, options.maxGram, (family, term, start) => {
    const number = numberOf(numbering, family, term)
    counts.set(number, (counts.get(number) ?? 0) + occurrenceWeight(start, options))
    if (inName && term.length > 1 && showsName(content, start, term.length, inName)) named.add(number)
  })
  return { terms: Int32Array.from(counts.keys()), counts: Int32Array.from(counts.values()), named }
}

/** For each offset, the number of the name that covers it, or 0. */
function nameCover(text: string, cutter: Jieba): Int32Array {
  const cover = new Int32Array(text.length)
  nameSpans(cleanText(text), cutter).forEach(([start, end], index) => {
    cover.fill(index + 1, start, end)
  })
  return cover
}

/** Whether a term shows two or more characters of one name. */
function showsName(content: Content, start: number, length: number, cover: Int32Array): boolean {
  let last = 0
  for (let at = start; at < start + length; at++) {
    const name = cover[content.origins[at] as number] as number
    if (name > 0 && name === last) return true
    last = name
  }
  return false
}

function numberMessages(rows: readonly TrainingRow[]): Int32Array {
  const numbers = new Map<string, number>()
  return Int32Array.from(rows, (row, index) => {
    const key = row.group ?? `row ${index}`
    const number = numbers.get(key) ?? numbers.size
    numbers.set(key, number)
    return number
  })
}
