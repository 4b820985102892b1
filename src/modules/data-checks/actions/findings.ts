import { v7 as uuidv7 } from 'uuid'
import { defineAction, Refusal } from '#kernel/action'
import {
  blankCase,
  type Case,
  newCase,
  newHandler,
  nextNumber,
  subjectOf as subjectOfCase,
  withClock,
} from '#kernel/cases'
import type { Clock } from '#kernel/clock'
import type { Tx } from '#kernel/database'
import { translate } from '#kernel/i18n/define'
import { access } from '../access.ts'
import { dataCheck } from '../case.ts'
import {
  CheckAgain,
  type CheckTable,
  type DataCheckDetails,
  ExplainFinding,
  NoteRun,
  OpenFinding,
  RefreshFinding,
  RunChecks,
} from '../contract.ts'
import { checkMessages } from '../messages/checks.ts'
import { answererOf, readStaff } from '../queries/facts.ts'
import { checkLimit, type DataCheck, endsByItself, settingOf } from '../rules.ts'
import { findingSubject, lockFinding, readCheckTable } from '../store.ts'
import { tables } from '../tables.ts'

/** A finding and the case by which a post answers it; refused where the same is open already. */
export function openFinding(clock: Clock) {
  return defineAction({
    name: 'data-check.open',
    input: OpenFinding,
    allow: access.carryOut,
    async run(tx, { input, actor, now, trace, authorise }) {
      authorise({ lead: input.org })
      const table = await readCheckTable(tx)
      const staff = await readStaff(tx)
      const place = staff.orgs.get(input.org)?.places[0] ?? '50'
      const id = uuidv7()
      const lead = answererOf(input, place, staff)
      const c = await newCheck(tx, { input, finding: id, place, lead, table, clock, now })
      // The index settles two at once: the second one writes nothing.
      const { numInsertedOrUpdatedRows: made } = await tables(tx)
        .insertInto('data_findings')
        .values({
          id,
          check_name: input.check,
          subject_type: input.subjectType,
          subject: input.subject,
          name: input.name,
          org: input.org,
          place,
          resource: input.resource,
          account: input.account,
          occasion: input.occasion,
          lines: JSON.stringify(input.lines),
          state: 'open',
          case_id: c.id,
          number: c.number,
          opened_at: now,
          closed_at: null,
          excepted_until: null,
          reason: null,
          statement: null,
          simulated: input.simulated,
        })
        .onConflict((o) => o.doNothing())
        .executeTakeFirstOrThrow()
      if (made !== 1n) throw new Refusal('not-now', 'data-check.open-already', { subject: input.subject })
      const step = { action: 'open', actor, visible: 'internal', input: {}, trace, org: null } as const
      return {
        output: { id, case: c.id, number: c.number },
        subject: { ...subjectOfCase(c), type: dataCheck.type, id: c.id, district: c.district },
        change: { number: c.number, finding: id, check: input.check, subject: input.subject },
        events: [
          {
            name: 'data-check.submitted',
            payload: { action: 'submit', number: c.number, visible: 'internal', applicant: null, version: 1 },
          },
        ],
        write: newCase(c, bodyOf(input, table, staff.orgs.get(input.org)?.zh ?? input.org), step),
      }
    },
  })
}

type Opened = (typeof OpenFinding)['_output']

function bodyOf(input: Opened, table: CheckTable, org: string): string {
  const say = (part: 'name' | 'about') => translate(checkMessages, `data-check.${part}.${input.check}`, 'zh')
  const { basis } = settingOf(table, input.check)
  const about = input.name === org ? org : `${org}，${input.name}`
  return `${about}：${say('name')}。${say('about')}请处理，或说明为什么现状是正确的。依据：${basis}。`
}

interface NewCheck {
  readonly input: Opened
  readonly finding: string
  readonly place: string
  readonly lead: string
  readonly table: CheckTable
  readonly clock: Clock
  readonly now: Date
}

async function newCheck(tx: Tx, n: NewCheck): Promise<DataCheck> {
  const { input, finding, place, lead, table, clock, now } = n
  const title = translate(checkMessages, `data-check.name.${input.check}`, 'zh')
  const details: DataCheckDetails = {
    finding,
    check: input.check,
    name: input.name,
    resource: input.resource,
    org: input.org,
    limits: { accept: table.acceptDays, answer: table.answerDays },
    answer: null,
    simulated: input.simulated,
  }
  const base: DataCheck = blankCase(dataCheck, now, {
    number: await nextNumber(tx, dataCheck, now),
    place,
    title: `${input.name}：${title}${input.simulated ? '（模拟）' : ''}`,
    channel: 'data-checks',
    category: null,
    urgency: null,
    applicant: null,
    lead: newHandler(lead, now),
    details,
  })
  const limits = checkLimit as (name: string, c: Case) => ReturnType<typeof checkLimit>
  const ctx = { now, calendar: clock.calendar(lead), limit: limits }
  const clocks = (['accept', 'answer'] as const).reduce(
    (all: Case['clocks'], name) => withClock(all, name, checkLimit(name, base), ctx),
    [],
  )
  return { ...base, clocks }
}

/** The same finding says something new: other lines, or another day. */
export const refreshFinding = defineAction({
  name: 'data-check.refresh',
  input: RefreshFinding,
  allow: access.carryOut,
  async run(tx, { input, authorise }) {
    const row = await lockFinding(tx, input.id)
    authorise(findingSubject(row))
    if (row.state !== 'open') throw new Refusal('not-now', 'data-check.no-finding', { id: row.id })
    await tables(tx)
      .updateTable('data_findings')
      .set({ lines: JSON.stringify(input.lines), occasion: input.occasion })
      .where('id', '=', row.id)
      .execute()
    return {
      output: { id: row.id },
      subject: findingSubject(row),
      change: { before: row.lines, after: input.lines },
    }
  },
})

/** What the person whose reading it is about says to it; a person judges both. */
export const explainFinding = defineAction({
  name: 'data-check.explain',
  input: ExplainFinding,
  allow: access.explain,
  async run(tx, { input, actor, now, authorise }) {
    const row = await lockFinding(tx, input.id)
    authorise(findingSubject(row))
    if (row.account !== actor.id) throw new Refusal('forbidden', 'data-check.not-about-you', {})
    if (row.state !== 'open') throw new Refusal('not-now', 'data-check.no-finding', { id: row.id })
    await tables(tx)
      .updateTable('data_findings')
      .set({ statement: JSON.stringify({ text: input.text, at: now.toISOString() }) })
      .where('id', '=', row.id)
      .execute()
    return {
      output: { id: row.id },
      subject: findingSubject(row),
      change: { statement: input.text.length },
      events: [{ name: 'data-finding.explained', payload: { number: row.number } }],
    }
  },
})

/** Keeps what a look saw, for the trend. */
export const noteRun = defineAction({
  name: 'data-check.note-run',
  input: NoteRun,
  allow: access.carryOut,
  async run(tx, { input, actor, now, authorise }) {
    authorise({})
    const id = uuidv7()
    await tables(tx)
      .insertInto('data_check_runs')
      .values({ id, at: now, actor: actor.name, counts: JSON.stringify(input.counts) })
      .execute()
    return { output: { id }, subject: { type: 'data-check-run', id }, change: { counts: input.counts } }
  },
})

/** A person asks for a look now; the audit keeps who did. */
export const askRun = defineAction({
  name: 'data-check.run',
  input: RunChecks,
  allow: access.runNow,
  async run(_tx, { input, authorise }) {
    authorise({})
    const subject = { type: 'data-check-run', id: input.check ?? 'all' }
    return { output: { id: subject.id }, subject, change: { check: input.check ?? null } }
  },
})

/** A person has one finding looked at again; only a state that a look can see go, by a check that is on. */
export const askCheckAgain = defineAction({
  name: 'data-finding.check-again',
  input: CheckAgain,
  allow: access.checkAgain,
  async run(tx, { input, authorise }) {
    const row = await lockFinding(tx, input.id)
    authorise(findingSubject(row))
    const { on } = settingOf(await readCheckTable(tx), row.check_name)
    if (row.state !== 'open' || row.simulated || !on || !endsByItself(row.check_name))
      throw new Refusal('not-now', 'data-check.not-again', { id: row.id })
    return { output: { id: row.id }, subject: findingSubject(row), change: { check: row.check_name } }
  },
})
