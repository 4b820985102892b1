import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Command, Step } from './steps.ts'

export interface Counts {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

export interface Result {
  readonly step: Step
  readonly outcome: 'passed' | 'failed' | 'skipped' | 'not run'
  readonly seconds: number
  readonly output: string
  readonly note: string
  readonly counts?: Counts
  /** Full names of the tests that were skipped. */
  readonly skippedTests?: readonly string[]
}

const running = new Set<ChildProcess>()
let isCutOff = false
// Who is told to stop passes it on, so that each step ends the servers that it started; a second time kills.
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    isCutOff = true
    for (const child of running) child.kill(signal)
  })

/** Runs one step and says how it went; only a programmer's error throws. */
export async function runStep(root: string, step: Step): Promise<Result> {
  if (isCutOff) return { step, outcome: 'not run', seconds: 0, output: '', note: 'cut off' }
  const started = performance.now()
  const plan = await step.plan()
  if ('skip' in plan) return { step, outcome: 'skipped', seconds: 0, output: '', note: plan.skip }
  const folder = mkdtempSync(join(tmpdir(), 'zhizhi-check-'))
  const report = join(folder, 'report.json')
  try {
    const args =
      step.project === undefined ? [] : ['--reporter=dot', '--reporter=json', `--outputFile.json=${report}`]
    const { code, output } = await capture(root, { ...plan, args: [...plan.args, ...args] })
    const seconds = (performance.now() - started) / 1000
    const outcome = code === 0 ? 'passed' : 'failed'
    if (step.project === undefined) return { step, outcome, seconds, output, note: lastLine(output, code) }
    const { counts, skippedTests } = readReport(report, code)
    return { step, outcome, seconds, output, note: sentence(counts), counts, skippedTests }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function capture(root: string, command: Command): Promise<{ code: number; output: string }> {
  const executable = command.run === 'node' ? process.execPath : join(root, 'node_modules/.bin', command.run)
  const env = { ...process.env, ...command.env, FORCE_COLOR: '0', NO_COLOR: '1' }
  const child = spawn(executable, command.args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  running.add(child)
  let output = ''
  const keep = (text: Buffer) => {
    output += text.toString()
  }
  child.stdout.on('data', keep)
  child.stderr.on('data', keep)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => {
      running.delete(child)
      resolve({ code: code ?? 1, output })
    })
  })
}

interface VitestReport {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
  readonly numTodoTests: number
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[]
  }[]
}

/** What vitest counted; a run that broke down without a report, or outside its tests, counts as one failure. */
function readReport(file: string, code: number): { counts: Counts; skippedTests: readonly string[] } {
  let report: VitestReport
  try {
    report = JSON.parse(readFileSync(file, 'utf8')) as VitestReport
  } catch {
    return { counts: { passed: 0, failed: 1, skipped: 0 }, skippedTests: [] }
  }
  const skippedTests = report.testResults
    .flatMap((file) => file.assertionResults)
    .filter((test) => ['pending', 'skipped', 'todo', 'disabled'].includes(test.status))
    .map((test) => test.fullName)
  const failed = Math.max(report.numFailedTests, code === 0 ? 0 : 1)
  return {
    counts: { passed: report.numPassedTests, failed, skipped: report.numPendingTests + report.numTodoTests },
    skippedTests,
  }
}

export function sentence({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`
}

/** The line that counts what is wrong, else the last one. */
function lastLine(output: string, code: number): string {
  if (code === 0) return ''
  const lines = output.trim().split('\n')
  return (
    lines.findLast((line) => /\d+ .*(errors?|violations?|findings?)\b/i.test(line)) ??
    lines.at(-1) ??
    ''
  ).trim()
}
