import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  DEFAULT_OPTIONS,
  prepareRows,
  rowsWhere,
  scoreOutOfFold,
  scoreRows,
  type TrainingOptions,
  trainLinear,
  vectorise,
} from '#models/classifier'

const FOLDER = join(process.env.REFERENCE_DATA ?? '../shared/data', 'appeals')
const FAQ_FILE = join(FOLDER, 'gov-faq-kaohsiung/faq.jsonl')
const BOSTON_FILE = join(FOLDER, 'boston311/boston311_sample5000.csv')

export const hasRoutingData = (): boolean => existsSync(FAQ_FILE) && existsSync(BOSTON_FILE)

export interface Routing {
  readonly rows: number
  readonly classes: number
  readonly accuracy: number
  readonly top3: number
  /** One entry per judged row, for intervals. */
  readonly hits: readonly boolean[]
}

/** Short questions: every term that two of them share counts, the opening as much as the rest. */
const shortTexts: TrainingOptions = {
  ...DEFAULT_OPTIONS,
  minMessages: 2,
  openingWeight: 1,
  stopRatio: 0,
  withoutNames: false,
}

interface Question {
  readonly question: string
  readonly department: string
}

/**
 * Question → department, the question's text alone. Five folds dealt at random by `seed`, each question once judged by
 * a model that has not seen it, same texts in one fold; vocabulary and idf anew per fold.
 */
export function judgeDepartments(seed: number, options: Partial<TrainingOptions> = {}): Routing {
  const rows = readFileSync(FAQ_FILE, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Question)
    .map(({ question, department }) => ({ text: question, label: department, group: question }))
  const chosen = { ...shortTexts, ...options, seed }
  const prepared = prepareRows(rows, chosen)
  const { scores, targets } = scoreOutOfFold(prepared, chosen, 5)
  return routingOf(scores, targets, prepared.labels.length)
}

/** Words only: each field of a request is one word. */
const fields: TrainingOptions = {
  ...DEFAULT_OPTIONS,
  minMessages: 1,
  wordShare: 1,
  openingWeight: 1,
  idfPower: 1,
  stopRatio: 0,
  withoutNames: false,
  sublinear: false,
  maxGram: 1,
}

/** Share of the requests, the oldest, that teach. */
const taughtShare = 0.7

/**
 * Request → queue, from what is known when it comes in: type, reason, source, neighbourhood and the public-works
 * district of its address, and type with either place. Never the department, the title (staff edit it), a time of
 * closing or anything after. The oldest 70 % teach, the newest 30 % judge; a queue that only the newest know is missed.
 */
export function judgeQueues(): { readonly model: Routing; readonly majority: Routing } {
  const requests = readCsv(readFileSync(BOSTON_FILE, 'utf8')).toSorted((a, b) =>
    (a.open_dt ?? '') < (b.open_dt ?? '') ? -1 : 1,
  )
  const cut = Math.floor(requests.length * taughtShare)
  const rows = requests.map((request) => ({ text: wordsOf(request), label: request.queue ?? '' }))
  const prepared = prepareRows(rows, fields)
  const taught = rowsWhere(prepared, (row) => row < cut)
  const judged = rowsWhere(prepared, (row) => row >= cut)
  const { vocabulary, planes } = trainLinear(prepared, taught, fields)
  const scores = scoreRows(vectorise(prepared.corpus, judged, vocabulary, fields), planes)
  const targets = Int32Array.from(judged, (row) => prepared.targets[row] as number)
  const model = routingOf(scores, targets, prepared.labels.length)
  return { model, majority: judgeMajority(requests, cut) }
}

/** The commonest queue of the type among the oldest requests; of all of them for a type that is new. */
function judgeMajority(requests: readonly Record<string, string>[], cut: number): Routing {
  const rank = (rows: readonly Record<string, string>[]) =>
    [...Map.groupBy(rows, (row) => row.queue ?? '')]
      .sort(([, a], [, b]) => b.length - a.length)
      .map(([queue]) => queue)
  const taught = requests.slice(0, cut)
  const byType = new Map(
    [...Map.groupBy(taught, (row) => row.type ?? '')].map(([type, rows]) => [type, rank(rows)]),
  )
  const all = rank(taught)
  const found = requests.slice(cut).map((row) => (byType.get(row.type ?? '') ?? all).indexOf(row.queue ?? ''))
  return shares(
    found.map((place) => (place < 0 ? Infinity : place)),
    all.length,
  )
}

function routingOf(scores: readonly Float64Array[], targets: Int32Array, classes: number): Routing {
  const places = scores.map((row, index) => {
    const own = row[targets[index] as number] as number
    return row.filter((score) => score > own).length
  })
  return shares(places, classes)
}

/** @param places rank of the true class in each row, from 0 */
function shares(places: readonly number[], classes: number): Routing {
  const within = (limit: number) => places.filter((place) => place < limit).length / places.length
  return {
    rows: places.length,
    classes,
    accuracy: within(1),
    top3: within(3),
    hits: places.map((place) => place === 0),
  }
}

const letters = 'abcdefghij'

/** One word of letters per field and value; digits become letters, since the classifier reads none. */
function wordsOf(request: Record<string, string>): string {
  const word = (...names: readonly string[]) =>
    names
      .map((name) => `${name}${request[name] ?? ''}`)
      .join('')
      .toLowerCase()
      .replace(/\d/g, (digit) => letters[Number(digit)] as string)
      .replace(/[^a-z]/g, '')
  return [
    word('type'),
    word('reason'),
    word('source'),
    word('neighborhood'),
    word('pwd_district'),
    word('type', 'pwd_district'),
    word('type', 'neighborhood'),
  ].join(' ')
}

/** The file quotes fields with commas; none holds a line break. */
function readCsv(text: string): Record<string, string>[] {
  const [head = '', ...lines] = text.split(/\r?\n/).filter((line) => line !== '')
  const names = head.split(',')
  return lines.map((line) => {
    const cells = [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map((m) => m[1] ?? m[2] ?? '')
    return Object.fromEntries(names.map((name, at) => [name, cells[at] ?? '']))
  })
}
