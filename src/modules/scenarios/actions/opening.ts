import { z } from 'zod'
import { defineAction, type Outcome, Refusal } from '#kernel/action'
import { newCase, subjectOf } from '#kernel/cases'
import type { Clock } from '#kernel/clock'
import { atTimeOfDay, dayNumber } from '#kernel/clock/rules'
import type { Tx } from '#kernel/database'
import { readChanges } from '#modules/collection'
import type { RowChange } from '#modules/collection/contract'
import { access } from '../access.ts'
import { scenarioCase } from '../case.ts'
import { callLimits, type OwnCaseType, PartCode } from '../contract.ts'
import { isOpening, subjectKey } from '../rules.ts'
import {
  countOpened,
  findReading,
  getRun,
  openSubjects,
  positionBefore,
  type Reading,
  type Run,
  saveOpened,
  saveReading,
  scenarioSubject,
  takeTurn,
} from '../store.ts'
import { bodyOf, caseOf, type Kind } from './drafting.ts'
import { begin, mostFaults } from './reacting.ts'

export interface Opened {
  readonly changes: number
  /** Of the last change that was looked at; null: it is stopped. */
  readonly position: string | null
}

interface Opener extends Kind {
  readonly reading: Reading
}

/** Under what a kind of case keeps how far it has read; no reaction of a program is named so. */
const readerOf = (type: OwnCaseType) => `case:${type.code}`

/**
 * Looks at the next changes of a resource for one that opens a case, and opens it: the case and how far was read are one
 * transaction, so that no change opens two and none is missed.
 */
export function openCase(clock: Clock) {
  return defineAction({
    name: 'scenario.open-case',
    input: z.object({ code: z.string(), sandbox: z.boolean(), kind: PartCode }),
    allow: access.work,
    async run(tx, { input, actor, now, trace, authorise }): Promise<Outcome<Opened>> {
      const { run, type, resource } = await kindOf(tx, input)
      const subject = scenarioSubject(run.s)
      authorise(subject)
      await takeTurn(tx, run)
      const reading = (await findReading(tx, run, readerOf(type))) ?? (await beginning(tx, run, resource))
      const looked = (output: Opened): Outcome<Opened> => ({ output, subject, change: {}, outcome: 'read' })
      if (reading.faults >= mostFaults) return looked({ changes: 0, position: null })
      const { changes, next } = await readChanges(tx, resource, reading.position, callLimits.batch)
      if (changes.length === 0) return looked({ changes: 0, position: reading.position })
      const opener = { run, type, reading }
      const change = await firstOpening(tx, opener, changes)
      const position = change?.position ?? next
      if (change === undefined) {
        await saveReading(tx, run, readerOf(type), { ...reading, position, at: now })
        return looked({ changes: changes.length, position })
      }
      if (await isFull(tx, run, now)) return stopped(tx, opener, now)
      await saveReading(tx, run, readerOf(type), { ...reading, position, at: now })
      const opened = await caseOf(tx, opener, change, { clock, now })
      await saveOpened(tx, run, { ...opened, kind: type.code, subject: opened.details.subject.key, at: now })
      return {
        output: { changes: changes.indexOf(change) + 1, position },
        subject: { ...subjectOf(opened), type: scenarioCase.type, id: opened.id, district: opened.district },
        change: {
          number: opened.number,
          scenario: run.s.code,
          kind: type.code,
          sandbox: run.sandbox,
          row: change.key,
        },
        events: [
          {
            name: 'scenario-case.submitted',
            payload: {
              action: 'submit',
              number: opened.number,
              visible: 'internal',
              applicant: null,
              version: 1,
            },
          },
        ],
        write: newCase(opened, bodyOf(opened.details), {
          action: 'submit',
          actor,
          visible: 'internal',
          input: {
            row: change.key,
            table: opened.details.dispatched.table.zh,
            line: opened.details.dispatched.row,
          },
          trace,
          org: run.s.org,
        }),
      }
    },
  })
}

/** @throws Refusal where it does not run, or has no such kind of case */
async function kindOf(tx: Tx, ref: { code: string; sandbox: boolean; kind: string }) {
  const run = await getRun(tx, ref)
  const type = run.manifest.caseTypes.find((t) => t.code === ref.kind)
  const resource = run.resources.get(type?.opens.resource ?? '')
  if (type === undefined || resource === undefined)
    throw new Refusal('not-found', 'scenarios.no-case-type', { kind: ref.kind })
  return { run, type, resource }
}

/** What was known before the version was proposed is the past: a new kind of case does not open it again. */
async function beginning(tx: Tx, run: Run, resource: string): Promise<Reading> {
  return { ...begin, position: await positionBefore(tx, resource, run.since) }
}

async function firstOpening(
  tx: Tx,
  { run, type }: Opener,
  changes: readonly RowChange[],
): Promise<RowChange | undefined> {
  const fitting = changes.filter((c) => isOpening(type.opens.where, c.data))
  const keys = fitting.map((c) => subjectKey(type.opens, c))
  const open = keys.length === 0 ? new Set<string>() : await openSubjects(tx, run, type.code, keys)
  return fitting.find((c) => !open.has(subjectKey(type.opens, c)))
}

async function isFull(tx: Tx, run: Run, now: Date): Promise<boolean> {
  const today = atTimeOfDay(dayNumber(now), 0)
  return (await countOpened(tx, run, today)) >= run.manifest.limits.casesPerDay
}

/** It stands still before this change until a person has looked; nothing is lost. */
async function stopped(tx: Tx, { run, type, reading }: Opener, now: Date): Promise<Outcome<Opened>> {
  const problem = `more than ${run.manifest.limits.casesPerDay} cases in a day`
  await saveReading(tx, run, readerOf(type), { ...reading, faults: mostFaults, problem, at: now })
  const payload = { code: run.s.code, reaction: type.title.zh, problem }
  return {
    output: { changes: 0, position: null },
    subject: scenarioSubject(run.s),
    change: { kind: type.code, problem },
    events: [{ name: 'scenario.reaction-stopped', payload }],
  }
}
