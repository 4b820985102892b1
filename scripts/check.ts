import { join } from 'node:path'
import { type Counts, type Result, runStep, sentence } from './check/run.ts'
import { listSteps, type Step } from './check/steps.ts'

/**
 * `npm test`: everything that has to hold, in groups; a group that fails ends the run. `npm test -- unit flows` runs
 * the named steps only. REQUIRE_ALL=1 makes a step that cannot run here a failure.
 */
const root = join(import.meta.dirname, '..')
const groups = listSteps(root)
const steps = groups.flat(2)
const wanted = process.argv.slice(2)
const requireAll = process.env.REQUIRE_ALL === '1'

const unknown = wanted.filter((name) => !steps.some((s) => s.name === name))
if (unknown.length > 0) {
  console.error(`Unknown step ${unknown.join(', ')}. Known: ${steps.map((s) => s.name).join(', ')}.`)
  process.exit(2)
}

const started = performance.now()
const results = await runGroups()
report(results)
process.exitCode = results.some(isBad) ? 1 : 0

async function runGroups(): Promise<Result[]> {
  const done: Result[] = []
  for (const lanes of groups) {
    const chosen = lanes.map((lane) => lane.filter((s) => wanted.length === 0 || wanted.includes(s.name)))
    if (done.some(isBad)) {
      done.push(...chosen.flat().map(notRun))
      continue
    }
    const finished = await Promise.all(chosen.map(runLane))
    done.push(...finished.flat())
  }
  return done
}

/** The steps of a lane, one after another; a failure does not keep the cheap rest from saying what it found. */
async function runLane(lane: readonly Step[]): Promise<Result[]> {
  const done: Result[] = []
  for (const step of lane) {
    console.log(`… ${step.what}`)
    const result = await runStep(root, step)
    console.log(`${mark(result)} ${step.what}  ${result.seconds.toFixed(1)} s  ${result.note}`)
    if (result.outcome === 'failed') console.log(indent(result.output))
    done.push(result)
  }
  return done
}

function isBad(result: Result): boolean {
  const isSkipped = result.outcome === 'skipped' || (result.skippedTests ?? []).length > 0
  return result.outcome === 'failed' || (requireAll && isSkipped)
}

function notRun(step: Step): Result {
  return { step, outcome: 'not run', seconds: 0, output: '', note: 'an earlier step failed' }
}

function mark(result: Result): string {
  return { passed: '✓', failed: '✗', skipped: '–', 'not run': ' ' }[result.outcome]
}

function indent(output: string): string {
  return output.trimEnd().replace(/^/gm, '    ')
}

function report(all: readonly Result[]): void {
  console.log('')
  for (const r of all)
    console.log(
      `${mark(r)} ${r.step.name.padEnd(13)} ${r.outcome.padEnd(8)} ${r.seconds.toFixed(1).padStart(6)} s  ${r.note}`.trimEnd(),
    )
  const tests = all.flatMap((r) => (r.skippedTests ?? []).map((name) => `${r.step.name}: ${name}`))
  if (tests.length > 0) console.log(`\nSkipped tests:\n${tests.map((t) => `  ${t}`).join('\n')}`)
  const refused = all.filter((r) => r.outcome === 'skipped')
  if (refused.length > 0)
    console.log(
      `\nSkipped steps${requireAll ? ' (REQUIRE_ALL=1: failures)' : ''}: ${refused.map((r) => r.step.name).join(', ')}`,
    )
  const failed = all.filter(isBad).map((r) => r.step.name)
  if (failed.length > 0) console.log(`\nFailed steps: ${failed.join(', ')}`)
  console.log(`\n${((performance.now() - started) / 1000).toFixed(0)} s`)
  console.log(sentence(all.reduce(add, { passed: 0, failed: 0, skipped: 0 })))
}

function add(sum: Counts, { counts }: Result): Counts {
  if (counts === undefined) return sum
  return {
    passed: sum.passed + counts.passed,
    failed: sum.failed + counts.failed,
    skipped: sum.skipped + counts.skipped,
  }
}
