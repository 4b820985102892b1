import { readFileSync } from 'node:fs'
import {
  type Address,
  type AddressPart,
  addressParts,
  type Gazetteer,
  makeGazetteer,
  parseAddress,
  partText,
} from '#models/addresses'

/** An address and what a person reads in it. */
export interface LabelledAddress {
  readonly text: string
  readonly parts: Readonly<Partial<Record<AddressPart, string>>>
}

export interface PartFigures {
  readonly part: AddressPart | 'all parts'
  readonly labelled: number
  readonly found: number
  readonly right: number
  readonly precision: number
  readonly recall: number
}

/** The gazetteer of the places that ship. */
export function shippedGazetteer(): Gazetteer {
  const lines = readFileSync('data/territory/divisions.csv', 'utf8').trim().split('\n').slice(1)
  return makeGazetteer(
    lines.map((line) => {
      const [code = '', name = ''] = line.split(',')
      return { code, name }
    }),
  )
}

/** The rows written by hand: the odd ones may be looked at while the parser is made, figures come from the even ones. */
export function readHandLabelled(half: 'tune' | 'test'): LabelledAddress[] {
  const [head = '', ...lines] = readFileSync('data/addresses/hand-labelled.csv', 'utf8').trim().split('\n')
  const names = head.split(',').slice(1) as AddressPart[]
  return lines
    .filter((_, n) => (n % 2 === 0) === (half === 'tune'))
    .map((line) => {
      const [text = '', ...cells] = line.split(',')
      const told = names.flatMap((name, k) => (cells[k] ? [[name, cells[k]] as const] : []))
      return { text, parts: Object.fromEntries(told) }
    })
}

/** Precision and recall by part; a part counts as right when it reads exactly as labelled. */
export function judgeAddresses(
  rows: readonly LabelledAddress[],
  book: Gazetteer,
): { readonly figures: readonly PartFigures[]; readonly whole: number; readonly wrong: readonly string[] } {
  const counts = new Map(addressParts.map((part) => [part, { labelled: 0, found: 0, right: 0 }]))
  const wrong: string[] = []
  for (const { text, parts } of rows) {
    const address: Address = parseAddress(text, book)
    const errors: string[] = []
    for (const part of addressParts) {
      const count = counts.get(part)
      const found = partText(address, part)
      if (count === undefined) continue
      if (parts[part] !== undefined) count.labelled++
      if (found !== undefined) count.found++
      if (found === parts[part]) count.right += found === undefined ? 0 : 1
      else errors.push(`${part} ${found ?? '–'} for ${parts[part] ?? '–'}`)
    }
    if (errors.length > 0) wrong.push(`${text}: ${errors.join(', ')}`)
  }
  const byPart = [...counts].map(([part, count]) => figuresOf(part, count))
  const sum = (of: (one: PartFigures) => number) => byPart.reduce((all, one) => all + of(one), 0)
  const total = figuresOf('all parts', {
    labelled: sum((one) => one.labelled),
    found: sum((one) => one.found),
    right: sum((one) => one.right),
  })
  return { figures: [...byPart, total], whole: rows.length - wrong.length, wrong }
}

function figuresOf(
  part: PartFigures['part'],
  { labelled, found, right }: { labelled: number; found: number; right: number },
): PartFigures {
  return {
    part,
    labelled,
    found,
    right,
    precision: found === 0 ? 1 : right / found,
    recall: labelled === 0 ? 1 : right / labelled,
  }
}
