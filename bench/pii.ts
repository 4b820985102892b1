/**
 * Finding personal information: `node bench/pii.ts [tune]`. Generated texts and columns (bench/pii/generate.ts), the half of the
 * sentence templates that no rule was written with; 220 public messages labelled by reading (data/pii); MB/s. Beside it
 * plain regular expressions on the same rows in the same run.
 */
import { availableParallelism, loadavg } from 'node:os'
import { seededRandom } from '#models/evaluation'
import { findPersonalData, judgeColumn } from '#models/pii'
import { hasAppeals, readLabelledAppeals } from './pii/appeals.ts'
import { generateColumns, generateTexts } from './pii/generate.ts'
import { findByPlainPatterns } from './pii/peer.ts'
import { type Labelled, scoreLines, scoreOf } from './pii/score.ts'
import { nameSource } from './pii/values.ts'

const textsMeasured = 3000
const seeds = { tune: 11, test: 29 }

/** Prints precision, recall and F1 by kind, then throughput. */
export function run(half: 'tune' | 'test' = 'test'): void {
  const random = seededRandom(seeds[half])
  const names = nameSource()
  const texts = generateTexts(half, textsMeasured, random, names)
  console.log(`${texts.length} generated texts, ${half} half; names: ${names.from}`)
  print(texts)
  const columns = generateColumns(20, random, names)
  console.log(`\n${columns.length} generated columns of 150 values; kind of the column right or wrong`)
  const judged = columns.map(({ name, values, kind }) => ({
    text: '',
    spans: kind ? [{ kind, start: 0, end: 1 }] : [],
    found: judgeColumn(name, values)?.kind,
  }))
  let at = 0
  const nextFound = () => judged[at++]?.found
  const scores = scoreOf(judged, () => {
    const kind = nextFound()
    return kind ? [{ kind, start: 0, end: 1 }] : []
  })
  console.log(scoreLines(scores).join('\n'))
  if (half === 'tune') return
  if (hasAppeals) {
    const appeals = readLabelledAppeals()
    console.log(`\n${appeals.length} labelled messages, whole`)
    print(appeals)
    for (const stratum of ['random', 'marked']) {
      console.log(`\nstratum ${stratum}`)
      console.log(
        scoreLines(
          scoreOf(
            appeals.filter((a) => a.stratum === stratum),
            findPersonalData,
          ),
        ).join('\n'),
      )
    }
  } else console.log('SKIPPED the labelled messages: ../shared/data/appeals is missing')
  throughput(texts)
}

function print(rows: readonly Labelled[]): void {
  console.log(scoreLines(scoreOf(rows, findPersonalData)).join('\n'))
  console.log('peer: plain regular expressions')
  console.log(scoreLines(scoreOf(rows, findByPlainPatterns)).join('\n'))
}

function throughput(texts: readonly Labelled[]): void {
  const whole = texts.map((t) => t.text)
  const megabytes = whole.reduce((sum, t) => sum + Buffer.byteLength(t), 0) / 1e6
  const speed = (find: (text: string) => unknown) => {
    for (const text of whole) find(text)
    const times = [1, 2, 3, 4, 5].map(() => {
      const started = performance.now()
      for (const text of whole) find(text)
      return performance.now() - started
    })
    return (megabytes / (times.sort((a, b) => a - b)[2] ?? 1)) * 1000
  }
  const load = `load ${loadavg()[0]?.toFixed(1)} on ${availableParallelism()} cores`
  console.log(
    `\n${megabytes.toFixed(2)} MB (UTF-8), median of 5: ${speed(findPersonalData).toFixed(1)} MB/s; plain regular expressions ${speed(findByPlainPatterns).toFixed(1)} MB/s; ${load}`,
  )
}

if (import.meta.main) run(process.argv[2] === 'tune' ? 'tune' : 'test')
