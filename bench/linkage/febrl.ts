import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type BlockingKey,
  type Comparison,
  type Field,
  forEachCandidate,
  type LinkageSettings,
  levelJudge,
  makeTable,
  type PairFigures,
  pairFigures,
  planBlocks,
  type Table,
  type Values,
} from '#models/linkage'

/** FEBRL (Freely Extensible Biomedical Record Linkage) test sets: generated Australian people, truth in rec_id. */
export const febrlFolder = join(process.env.REFERENCE_DATA ?? '../shared/data', 'city/febrl')

/** 1 to 3 hold duplicates in one file; 4 is two files, a and b, with one true pair for each record. */
export type FebrlSet = 'dataset1' | 'dataset2' | 'dataset3' | 'dataset4'

export interface Febrl {
  readonly table: Table
  readonly truth: number
  readonly isSame: (left: number, right: number) => boolean
}

const partsOf = (set: FebrlSet): readonly string[] =>
  set === 'dataset4' ? ['dataset4a', 'dataset4b'] : [set]

export const hasFebrl = (set: FebrlSet): boolean =>
  partsOf(set).every((name) => existsSync(join(febrlFolder, `${name}.csv`)))

const names = [
  'given_name',
  'surname',
  'street_number',
  'address_1',
  'address_2',
  'suburb',
  'postcode',
  'state',
  'date_of_birth',
  'soc_sec_id',
]
const fields: readonly Field[] = names.map((name) => ({
  name,
  kind: name === 'date_of_birth' ? 'date' : 'text',
}))

/** Reads a set into a table; two files become two origins that are compared with each other only. */
export function readFebrl(set: FebrlSet): Febrl {
  const files = partsOf(set).map((name) => readRows(join(febrlFolder, `${name}.csv`)))
  const rows = files.flat()
  const first = files[0]?.length ?? 0
  const table = makeTable(fields, rows, {
    origin: (position) => (position < first ? 0 : 1),
    pairs: files.length > 1 ? 'between' : 'within',
  })
  const entities = rows.map(({ rec_id = '' }) => Number(/^rec-(\d+)-/.exec(rec_id ?? '')?.[1]))
  const sizes = new Map<number, number>()
  for (const entity of entities) sizes.set(entity, (sizes.get(entity) ?? 0) + 1)
  const truth = [...sizes.values()].reduce((sum, n) => sum + (n * (n - 1)) / 2, 0)
  return { table, truth, isSame: (left, right) => entities[left] === entities[right] }
}

/** The files have no quotes; a blank follows each comma. */
function readRows(file: string): Values[] {
  const [head = '', ...lines] = readFileSync(file, 'utf8').trim().split('\n')
  const columns = head.split(',').map((name) => name.trim())
  return lines.map((line) => {
    const cells = line.split(',')
    return Object.fromEntries(columns.map((name, k) => [name, cells[k]?.trim()]))
  })
}

const onGivenName: BlockingKey = { name: 'given_name', parts: [{ field: 'given_name', take: 'value' }] }

/** The rule of the Python Record Linkage Toolkit's manual: more than three of six agree; a missing value does not agree. */
const manualRule: readonly Comparison[] = [
  { field: 'given_name', levels: [{ by: 'exact' }] },
  { field: 'surname', levels: [{ by: 'jaro-winkler', atLeast: 0.85 }] },
  { field: 'date_of_birth', levels: [{ by: 'exact' }] },
  { field: 'suburb', levels: [{ by: 'exact' }] },
  { field: 'state', levels: [{ by: 'exact' }] },
  { field: 'address_1', levels: [{ by: 'levenshtein', atLeast: 0.85 }] },
]

export function applyManualRule(febrl: Febrl): PairFigures & { readonly candidates: number } {
  const judges = manualRule.map((comparison) => levelJudge(febrl.table, comparison))
  const plan = planBlocks(febrl.table, [onGivenName], { mostPerBlock: febrl.table.count })
  let candidates = 0
  let links = 0
  let right = 0
  forEachCandidate(febrl.table, plan, (one, other) => {
    candidates++
    if (judges.filter((judge) => judge(one, other) === 0).length <= 3) return
    links++
    if (febrl.isSame(one, other)) right++
  })
  return { candidates, ...pairFigures(links, right, febrl.truth) }
}

/** Pairs whose soc_sec_id is the same. */
export function applyNumberRule(febrl: Febrl): PairFigures {
  const key: BlockingKey = { name: 'soc_sec_id', parts: [{ field: 'soc_sec_id', take: 'value' }] }
  const plan = planBlocks(febrl.table, [key], { mostPerBlock: febrl.table.count })
  let links = 0
  let right = 0
  forEachCandidate(febrl.table, plan, (one, other) => {
    links++
    if (febrl.isSame(one, other)) right++
  })
  return pairFigures(links, right, febrl.truth)
}

const value = (...fieldNames: string[]): BlockingKey => ({
  name: fieldNames.join(' + '),
  parts: fieldNames.map((field) => ({ field, take: 'value' })),
})

const name = (field: string, other: string): Comparison => ({
  field,
  levels: [
    { by: 'exact' },
    { by: 'crossed', with: other },
    { by: 'jaro-winkler', atLeast: 0.92 },
    { by: 'jaro-winkler', atLeast: 0.8 },
  ],
  frequency: 1,
})

/** The Fellegi–Sunter model for these sets; levels as in Splink's notebook, thresholds are chosen elsewhere. */
export const febrlSettings: LinkageSettings = {
  fields,
  comparisons: [
    name('given_name', 'surname'),
    name('surname', 'given_name'),
    {
      field: 'date_of_birth',
      levels: [{ by: 'exact' }, { by: 'edits', atMost: 1, swaps: true }, { by: 'edits', atMost: 2 }],
    },
    { field: 'soc_sec_id', levels: [{ by: 'exact' }, { by: 'edits', atMost: 2, swaps: true }] },
    { field: 'street_number', levels: [{ by: 'exact' }, { by: 'edits', atMost: 1 }] },
    {
      field: 'address_1',
      levels: [{ by: 'exact' }, { by: 'levenshtein', atLeast: 0.85 }, { by: 'jaro-winkler', atLeast: 0.8 }],
      frequency: 1,
    },
    {
      field: 'suburb',
      levels: [{ by: 'exact' }, { by: 'jaro-winkler', atLeast: 0.9 }],
      frequency: 1,
    },
    { field: 'postcode', levels: [{ by: 'exact' }, { by: 'edits', atMost: 1, swaps: true }], frequency: 1 },
  ],
  blocking: [
    value('soc_sec_id'),
    value('date_of_birth'),
    value('given_name', 'surname'),
    value('given_name', 'postcode'),
    value('surname', 'postcode'),
    value('address_1', 'street_number'),
    value('address_1', 'suburb'),
    {
      name: 'sound of both names',
      parts: [
        { field: 'given_name', take: 'soundex' },
        { field: 'surname', take: 'soundex' },
      ],
    },
    {
      name: 'surname + postcode prefix',
      parts: [
        { field: 'surname', take: 'value' },
        { field: 'postcode', take: 'prefix', length: 2 },
      ],
    },
    {
      name: 'given_name + birth year',
      parts: [
        { field: 'given_name', take: 'value' },
        { field: 'date_of_birth', take: 'year' },
      ],
    },
  ],
  training: [value('date_of_birth'), value('soc_sec_id'), value('given_name', 'surname'), value('postcode')],
  certain: { keys: [value('soc_sec_id')], recall: 0.9 },
}
