import type { Action } from '#kernel/action'
import { findCase } from '#kernel/cases'
import { dayOf } from '#kernel/clock'
import { findActor } from '#kernel/identity'
import { type Actor, systemActor } from '#kernel/identity/define'
import type { Kernel } from '#kernel/module'
import { listPublished } from '#modules/catalogue'
import type { Resource } from '#modules/catalogue/contract'
import { listWatched } from '#modules/sharing'
import { dataCheck } from './case.ts'
import type { FindingLine, Observed } from './contract.ts'
import { makeRiskReport } from './making.ts'
import { addDays } from './rules.ts'
import { type CheckSteps, runChecks } from './running.ts'
import { latestReport } from './store.ts'
import { tables } from './tables.ts'

interface Steps extends CheckSteps {
  readonly onCheck: Readonly<Record<string, Action>>
}

type Life = 'assigned' | 'accepted' | 'answered' | 'excepted'

interface Planted {
  readonly seen: Omit<
    Observed,
    'org' | 'name' | 'account' | 'resource' | 'occasion' | 'subjectType' | 'subject'
  > &
    Partial<Observed>
  /** Name of the resource in the catalogue; absent where it is about reading. */
  readonly resource?: string
  readonly life: Life
}

const line = (key: string, values: Record<string, string> = {}): FindingLine => ({ key, values, link: null })

/** What a single day of the demo city cannot show by itself: each is labelled as simulated and left alone by the checks. */
function planted(today: string): Planted[] {
  const ago = (days: number) => addDays(today, -days)
  return [
    {
      resource: '食品经营许可',
      life: 'assigned',
      seen: { check: 'grade-missing', lines: [line('review-past', { review: ago(20), days: '20' })] },
    },
    {
      resource: '独居老人关爱名单',
      life: 'accepted',
      seen: {
        check: 'level-low',
        lines: [line('below-floor', { item: '健康状况', kind: 'health', floor: '4', level: '2' })],
      },
    },
    {
      resource: '养老机构',
      life: 'answered',
      seen: {
        check: 'field-unmasked',
        lines: [line('unjudged-field', { item: '联系方式', kind: 'mobile' })],
      },
    },
    {
      resource: '法人单位基本信息',
      life: 'excepted',
      seen: {
        check: 'grant-unused',
        lines: [line('unused', { consumer: 'gxq.civil', since: ago(120), days: '120', limit: '90' })],
      },
    },
    {
      resource: '低保和特困对象',
      life: 'assigned',
      seen: {
        check: 'grant-stale',
        lines: [line('review-of-grant', { given: ago(400), review: ago(35), months: '12' })],
      },
    },
    {
      life: 'assigned',
      seen: {
        check: 'reading-consumer',
        subjectType: 'organization',
        subject: 'gxq.market',
        name: '市场监管局',
        org: 'gxq.market',
        occasion: ago(1),
        lines: [
          line('odd-reads', {
            day: ago(1),
            value: '4200',
            median: '180',
            mad: '40',
            z: '67.8',
            limit: '6',
            days: '42',
          }),
        ],
      },
    },
  ]
}

/** Runs the checks on the demo city as it is, plants what one day cannot show, and makes last year's report. */
export async function demoDataChecks(kernel: Kernel, steps: Steps): Promise<void> {
  const known = await tables(kernel.app.db)
    .selectFrom('data_findings')
    .select('id')
    .limit(1)
    .executeTakeFirst()
  if (known === undefined) {
    await plant(kernel, steps)
    await runChecks(kernel, steps)
  }
  const year = Number(dayOf(kernel.clock.now()).slice(0, 4))
  for (const org of ['', 'gxq.market'])
    if ((await latestReport(kernel.app.db, org, year)) === 0)
      await makeRiskReport(kernel, { org, year, reason: '' }, { actor: systemActor('demo') })
}

async function plant(kernel: Kernel, steps: Steps): Promise<void> {
  const resources = await listPublished(kernel.app.db)
  const today = dayOf(kernel.clock.now())
  for (const p of planted(today)) {
    const resource = resources.find((r) => r.content.name === p.resource)
    if (p.resource !== undefined && resource === undefined) continue
    await take(kernel, steps, await seenOf(kernel, p, resource, today), p.life)
  }
  const reader = await readerOf(kernel, today)
  if (reader !== undefined) await take(kernel, steps, reader, 'assigned')
}

async function seenOf(kernel: Kernel, p: Planted, r: Resource | undefined, today: string): Promise<Observed> {
  const grants = r === undefined ? [] : await listWatched(kernel.app.db, today, { resources: [r.id] })
  const grant = p.seen.check.startsWith('grant-') ? grants[0]?.grant : undefined
  const about: Pick<
    Observed,
    'subjectType' | 'subject' | 'name' | 'org' | 'resource' | 'account' | 'occasion'
  > = {
    subjectType: grant === undefined ? 'resource' : 'grant',
    subject: grant?.id ?? r?.id ?? '',
    name: r?.content.name ?? '',
    org: p.seen.check === 'grant-unused' ? (grant?.consumer ?? r?.provider ?? '') : (r?.provider ?? ''),
    resource: r?.id ?? null,
    account: null,
    occasion: '',
  }
  return { ...about, ...p.seen, lines: [...p.seen.lines] }
}

/** An officer whose reading stands far above an own history that is made up. */
async function readerOf(kernel: Kernel, today: string): Promise<Observed | undefined> {
  const reader = await demoActor(kernel, 'gxq.civil')
  if (reader === undefined) return undefined
  const day = addDays(today, -1)
  const values = { day, median: '12', mad: '4', limit: '6', days: '38' }
  return {
    check: 'reading-officer',
    subjectType: 'account',
    subject: reader.id,
    name: '民政局',
    org: 'gxq.civil',
    resource: null,
    account: reader.id,
    occasion: day,
    lines: [
      line('odd-reads', { ...values, value: '326', z: '52.9' }),
      line('odd-night', { ...values, value: '61', median: '0', mad: '0', z: '61.0', from: '22', to: '6' }),
    ],
  }
}

async function demoActor(kernel: Kernel, login: string): Promise<Actor | undefined> {
  const row = await kernel.app.db
    .selectFrom('accounts')
    .select('id')
    .where('login', '=', login)
    .executeTakeFirst()
  return row === undefined ? undefined : findActor(kernel.app.db, row.id)
}

/** Opens what was planted and takes it on to where its life stands, by the actions that officers use. */
async function take(kernel: Kernel, steps: Steps, seen: Observed, life: Life): Promise<void> {
  const made = (await kernel.execute(steps.open, {
    actor: systemActor('demo'),
    input: { ...seen, simulated: true },
  })) as { case: string }
  if (life === 'assigned') return
  const c = await findCase(kernel.app.db, dataCheck.type, made.case)
  const manager = { 'gxq.market': 'data.market', 'gxq.civil': 'data.civil' }[c?.lead?.org ?? '']
  const actor = manager === undefined ? undefined : await demoActor(kernel, manager)
  if (actor === undefined) return
  let version = 1
  const act = async (name: string, by: Actor, input: object = {}) => {
    const saved = await kernel.execute(steps.onCheck[name] as Action, {
      actor: by,
      input: { id: made.case, version, ...input },
    })
    version = (saved as { version: number }).version
  }
  await act('accept', actor)
  if (life === 'accepted') return
  const until = addDays(dayOf(kernel.clock.now()), 180)
  await act(
    'answer',
    actor,
    life === 'excepted'
      ? { outcome: 'right', text: '每半年集中核对一次，两次之间没有使用属于正常（演示）', until }
      : { outcome: 'done', text: '已请业务科室确认该信息项，结果将写入目录（演示）' },
  )
  const authority = life === 'excepted' ? await demoActor(kernel, 'data') : undefined
  if (authority !== undefined) await act('close', authority)
}
