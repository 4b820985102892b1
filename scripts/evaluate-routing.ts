/**
 * node scripts/evaluate-routing.ts
 *
 * The classifier on two other cities' routing: Kaohsiung's questions to departments, Boston's requests to queues.
 * scripts/routing.ts states the protocols. Needs REFERENCE_DATA (default ../shared/data).
 */
import { shareInterval } from '#models/evaluation'
import { hasRoutingData, judgeDepartments, judgeQueues, type Routing } from './routing.ts'

if (!hasRoutingData()) {
  console.error('No rows to judge: gov-faq-kaohsiung or boston311 is missing. Set REFERENCE_DATA.')
  process.exit(1)
}

console.log('Kaohsiung, question → department, five random folds (peer: character SVM .815, folds not known)')
for (const seed of [1, 2, 3]) print(`folds dealt by seed ${seed}`, judgeDepartments(seed))
print('characters only, seed 1', judgeDepartments(1, { wordShare: 0 }))

console.log(
  'Boston, request → queue, oldest 70 % teach, newest 30 % judge (peer: majority of the type .723, split not known)',
)
const { model, majority } = judgeQueues()
print('own classifier', model)
print('majority of the type', majority)
const won = model.hits.filter((hit, row) => hit && !majority.hits[row]).length
const lost = model.hits.filter((hit, row) => !hit && majority.hits[row]).length
console.log(`  against the majority on the same rows: ${won} won, ${lost} lost`)

function print(name: string, { rows, classes, accuracy, top3 }: Routing): void {
  const { low, high } = shareInterval(Math.round(accuracy * rows), rows)
  const figures = `accuracy ${accuracy.toFixed(3)} [${low.toFixed(3)}, ${high.toFixed(3)}], top-3 ${top3.toFixed(3)}`
  console.log(`  ${name.padEnd(26)} ${figures} (${rows} rows, ${classes} classes)`)
}
