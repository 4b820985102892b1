import { defineAction } from '#kernel/action'
import { dayOf } from '#kernel/clock/rules'
import type { Tx } from '#kernel/database'
import { access } from '../access.ts'
import { type Backtest, type Level, levels, ModelRef, type Trace } from '../contract.ts'
import { judgeTable, levelInForce, stepsBetween } from '../rules.ts'
import { listJudged, lockModel, modelSubject, readInputs, type StoredModel, type Subject } from '../store.ts'
import { tables } from '../tables.ts'
import { refuseUnfit } from './check.ts'

const pageSize = 200
/** Changes that are named; all are counted. */
const mostNamed = 200

interface Judged {
  readonly subject: Subject
  readonly level: Level | null
  readonly trace: Trace
}

/** What a draft would say of every subject today, beside the level in force. Nothing is changed by it. */
export const testModel = defineAction({
  name: 'control.test-model',
  input: ModelRef,
  allow: access.saveModel,
  async run(tx, { input, now, authorise }) {
    const model = await lockModel(tx, input)
    authorise(modelSubject(model))
    await refuseUnfit(tx, model.owner, model.content)
    const judged: Judged[] = []
    for await (const page of judgedPages(tx, model, now)) judged.push(...page)
    const backtest = backtestOf(model, judged, now)
    await tables(tx)
      .updateTable('control_models')
      .set({ backtest: JSON.stringify(backtest) })
      .where('id', '=', model.id)
      .execute()
    const { changes: _, ...figures } = backtest
    return {
      output: backtest,
      subject: modelSubject(model),
      change: { version: model.version, ...figures },
    }
  },
})

async function* judgedPages(tx: Tx, model: StoredModel, now: Date): AsyncGenerator<Judged[]> {
  const { owner, content } = model
  let after: string | undefined
  for (;;) {
    const subjects = await listJudged(tx, model, { after, limit: pageSize })
    if (subjects.length === 0) return
    const read = await readInputs(tx, { owner, content, now }, subjects)
    yield subjects.map((subject) => ({
      subject,
      level: levelInForce(subject.base, subject.override, dayOf(now)),
      trace: judgeTable(content, read.get(subject.id) ?? {}),
    }))
    after = subjects.at(-1)?.id
  }
}

function backtestOf({ content }: StoredModel, judged: readonly Judged[], now: Date): Backtest {
  const count = (of: (j: Judged) => string) =>
    Object.fromEntries([...levels, 'none'].map((l) => [l, judged.filter((j) => of(j) === l).length]))
  const changed = judged.filter((j) => j.level !== j.trace.level)
  const steps = (j: Judged) => (j.level === null ? 0 : stepsBetween(j.level, j.trace.level))
  const missing = content.inputs.map((i) => [
    i.name,
    judged.filter((j) => j.trace.values.find((v) => v.input === i.name)?.value === null).length,
  ])
  return {
    at: now.toISOString(),
    subjects: judged.length,
    held: count((j) => j.level ?? 'none'),
    judged: count((j) => j.trace.level),
    changed: changed.length,
    stricter: changed.filter((j) => steps(j) > 0).length,
    lighter: changed.filter((j) => steps(j) < 0).length,
    changes: changed
      .toSorted((a, b) => Math.abs(steps(b)) - Math.abs(steps(a)))
      .slice(0, mostNamed)
      .map((j) => ({ id: j.subject.id, name: j.subject.name, from: j.level, to: j.trace.level })),
    missing: Object.fromEntries(missing),
  }
}
