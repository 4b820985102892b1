/**
 * node scripts/simulate-retraining.ts
 *
 * SIMULATED 模拟: what a night's retraining would gain where a city's officers sort one matter differently from the
 * collection that the base model learned from. Half of the raw training rows (by message) never teach the base; they
 * are the stream. In the stream matters of a housing estate (小区, 物业) that the collection counts as 商贸旅游 are
 * sorted as 城乡建设, as the officers of this imagined city do. The first 60 % adapt a candidate, the rest judges both. No devtest row is used.
 */
import { adaptClassifier, predict, trainClassifier } from '#models/classifier'
import { accuracy, type Judgement, pairedBootstrap, seededRandom } from '#models/evaluation'
import { hasReferenceData, RAW_FILE, readLabelledRows, SEGMENTED_FILE, trainingSet } from './labelled-rows.ts'

if (!hasReferenceData()) {
  console.error('No rows: the reference data is missing. Set REFERENCE_DATA.')
  process.exit(1)
}
const { rows } = trainingSet([RAW_FILE, SEGMENTED_FILE].flatMap(readLabelledRows))
const random = seededRandom(7)
const sides = new Map<string | undefined, boolean>()
for (const { group } of rows) if (!sides.has(group)) sides.set(group, random() < 0.5)
const isStream = (row: (typeof rows)[number]) => sides.get(row.group) === true
const base = trainClassifier(
  rows.filter((row) => !isStream(row)),
  { on: '2026-01-01', folds: 5 },
)
const stream = rows
  .filter((row) => isStream(row) && !row.presegmented)
  .map((row) => ({ row, key: random() }))
  .sort((a, b) => a.key - b.key)
  .map(({ row }) => row)
const drifts = (row: (typeof rows)[number]) => row.label === '商贸旅游' && /小区|物业/.test(row.text)

for (const hasDrift of [true, false]) {
  const sorted = stream.map((row) => ({
    ...row,
    drifted: hasDrift && drifts(row),
    label: hasDrift && drifts(row) ? '城乡建设' : row.label,
  }))
  const cut = Math.ceil(0.6 * sorted.length)
  const candidate = adaptClassifier(base, sorted.slice(0, cut), { on: '2026-01-02' })
  const judged = sorted.slice(cut)
  const judge = (model: typeof base) =>
    judged.map(({ text, label }): Judgement => {
      const { label: predicted, confidence } = predict(model, text)
      return { actual: label, predicted, confidence }
    })
  const [before, after] = [judge(base), judge(candidate)]
  const { gain, interval, won, lost } = pairedBootstrap(before, after, accuracy)
  const share = (rowsOf: readonly Judgement[]) => accuracy(rowsOf).toFixed(3)
  const only = (from: readonly Judgement[]) => from.filter((_, n) => judged[n]?.drifted)
  console.log(
    `${hasDrift ? 'simulated drift' : 'no drift       '}: ${cut} taught, ${judged.length} judged; accuracy ${share(before)} → ${share(after)}, gain ${gain.toFixed(3)} [${interval.low.toFixed(3)}, ${interval.high.toFixed(3)}], ${won} won, ${lost} lost`,
  )
  if (hasDrift)
    console.log(
      `  the ${only(judge(base)).length} drifted ones: ${share(only(before))} → ${share(only(after))}`,
    )
}
