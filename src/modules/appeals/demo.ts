import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createExecutor, type Executor } from '#kernel/action'
import type { Case } from '#kernel/cases'
import { type FixedClock, fixedClock } from '#kernel/clock'
import { judgeAlgorithm } from '#kernel/decisions'
import { findActor } from '#kernel/identity'
import { type Actor, systemActor } from '#kernel/identity/define'
import type { Kernel } from '#kernel/module'
import { proposeUrgency, resolveDuty } from '#modules/duties'
import { listPlacesOf } from '#modules/territory'
import { type AppealActions, appealActions } from './actions.ts'
import { categoryCode } from './classifier.ts'

interface DemoRow {
  readonly id: string
  readonly text: string
  readonly channel: string
  readonly township: string
  readonly address: string
  readonly category: string
  readonly anonymous: boolean
  readonly applicant?: { readonly name: string }
  readonly rating: number | null
  readonly ratingReason?: string
}

interface DemoAnswer {
  readonly category: string
  readonly text: string
}

const hourMs = 3_600_000
/** The demo city's past: its appeals came in over the last thirty days. */
const daysBack = 30
/** The newest rows stay as they came in, for the classifier and the visitor to work on. */
const untouched = 60

/**
 * Fills the demo city: appeals written for the demo, most of them carried through their life by the demo officers at
 * times of the past month. Simulated, and labelled so (channel data and source `demo`); runs once.
 */
export async function demoAppeals(kernel: Kernel): Promise<void> {
  await approveShipped(kernel)
  const done = await kernel.app.db
    .withTables<{ appeal_sources: { system: string; id: string } }>()
    .selectFrom('appeal_sources')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('system', '=', 'demo')
    .executeTakeFirst()
  const rows = await readLines<DemoRow>(kernel, 'appeals.jsonl')
  if (Number(done?.n) >= rows.length) return
  const answers = Map.groupBy(await readLines<DemoAnswer>(kernel, 'answers.jsonl'), (a) => a.category)
  const city = await openDemo(kernel, answers)
  const queue = [...rows.entries()]
  const worker = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift())
      await live(city(), ...next, rows.length)
  }
  await Promise.all(Array.from({ length: 6 }, worker))
}

async function readLines<T>(kernel: Kernel, name: string): Promise<T[]> {
  const text = await readFile(join(kernel.config.root, 'data/demo', name), 'utf8')
  return text
    .split('\n')
    .filter((l) => l.trim() !== '')
    .map((l) => JSON.parse(l) as T)
}

/** Everything that one demo appeal needs; each has a clock of its own, since each lives at its own time. */
interface Demo {
  readonly kernel: Kernel
  readonly clock: FixedClock
  readonly execute: Executor['execute']
  readonly actions: AppealActions
  readonly officer: (login: string) => Promise<Actor>
  readonly answerFor: (category: string, n: number) => string
}

async function openDemo(kernel: Kernel, answers: ReadonlyMap<string, DemoAnswer[]>): Promise<() => Demo> {
  const officers = new Map<string, Promise<Actor>>()
  const officer = (login: string) => {
    const known = officers.get(login) ?? findOfficer(kernel, login)
    officers.set(login, known)
    return known
  }
  const answerFor = (category: string, n: number) => {
    const fitting = answers.get(category.slice(0, 4)) ?? []
    return fitting[n % fitting.length]?.text ?? '您好，您反映的情况已核实并处理，感谢您的监督。'
  }
  return () => {
    const clock = fixedClock(kernel.clock.now())
    const { execute } = createExecutor({ db: kernel.app.db, clock, onCommit: () => kernel.jobs.wake() })
    return {
      kernel,
      clock,
      execute,
      actions: appealActions({ clock, key: () => kernel.key }),
      officer,
      answerFor,
    }
  }
}

async function findOfficer(kernel: Kernel, login: string): Promise<Actor> {
  const account = await kernel.app.db
    .selectFrom('accounts')
    .select('id')
    .where('login', '=', login)
    .executeTakeFirst()
  const actor = account === undefined ? undefined : await findActor(kernel.app.db, account.id)
  if (actor === undefined) throw new Error(`The demo account ${login} is missing`)
  return actor
}

/** One appeal: how far it gets depends on its age and on whether its writer left a rating. */
async function live(demo: Demo, n: number, row: DemoRow, total: number): Promise<void> {
  const { clock, kernel } = demo
  const carried = total - untouched
  const ageHours = n >= carried ? (6 * (total - n)) / untouched : 8 + daysBack * 24 * (1 - n / carried)
  clock.set(new Date(kernel.clock.now().getTime() - ageHours * hourMs))
  const place = listPlacesOf(row.township)[0]
  const receipt = await demo.execute(demo.actions.submit, {
    actor: systemActor('demo'),
    key: `demo:${row.id}`,
    input: {
      text: row.text,
      channel: row.channel,
      anonymous: row.anonymous,
      contact: row.anonymous
        ? {}
        : { name: row.applicant?.name, phone: `1990000${String(1000 + n).slice(-4)}` },
      where: { place, address: row.address },
      source: { system: 'demo', id: row.id },
    },
  })
  if (n >= carried || place === undefined) return
  const duty = await resolveDuty(kernel.app.db, row.category, place)
  if (duty === undefined) return
  const { urgency } = proposeUrgency(row.text, row.category)
  await handle(demo, { id: receipt.id, n, row, org: duty.org, duty: duty.dutyId, urgency })
}

interface Handling {
  readonly id: string
  readonly n: number
  readonly row: DemoRow
  readonly org: string
  readonly duty: string
  readonly urgency: string
}

async function handle(demo: Demo, { id, n, row, org, duty, urgency }: Handling): Promise<void> {
  const { clock, kernel } = demo
  let version = 1
  const act = async (name: keyof AppealActions['onCase'], actor: Actor, input: object, hours: number) => {
    clock.advance(hours * hourMs)
    const saved = await demo.execute(demo.actions.onCase[name] as never, {
      actor,
      input: { id, version, ...input },
    })
    version = (saved as Case).version
  }
  const isPast = (hours: number) => clock.now().getTime() + hours * hourMs < kernel.clock.now().getTime()
  const handler = await demo.officer(org)
  await act(
    'dispatch',
    await demo.officer('dispatcher'),
    { org, duty, category: row.category, urgency, note: '' },
    0.2 + (n % 7) * 0.1,
  )
  if (n % 11 === 0 || !isPast(3)) return
  await act('accept', handler, {}, 0.5 + (n % 5) * 0.4)
  if (n % 13 === 0) return act('hold', handler, { reason: '等待施工条件，已告知来电人。' }, 1)
  const days = urgency === 'critical' ? 0.05 : urgency === 'urgent' ? 0.7 : 1 + (n % 6) * 1.3
  if (!isPast(days * 24)) return
  if (n % 3 === 0) await act('handle', handler, { text: '已到现场查看，正在处理。' }, days * 12)
  await act('answer', handler, { text: demo.answerFor(row.category, n) }, days * (n % 3 === 0 ? 12 : 24))
  if (row.rating === null || !isPast(8)) return
  await act(
    'rate',
    await demo.officer('clerk'),
    { score: row.rating, solved: row.rating >= 3, reason: row.ratingReason ?? '' },
    6,
  )
  if (row.rating >= 3) await act('close', systemActor('demo'), {}, 1)
}

/** In the demo city an officer approves the shipped version, so that a visitor sees it work. */
async function approveShipped(kernel: Kernel): Promise<void> {
  const proposed = await kernel.app.db
    .selectFrom('algorithms')
    .select(['version'])
    .where('code', '=', categoryCode)
    .where('status', '=', 'proposed')
    .executeTakeFirst()
  if (proposed === undefined) return
  const actor = await findOfficer(kernel, 'leader')
  const reason = '演示环境：批准随产品提供的首个版本，仅用于诉求一级分类。'
  await kernel.execute(judgeAlgorithm, {
    actor,
    input: { code: categoryCode, version: proposed.version, status: 'approved', reason },
  })
}
