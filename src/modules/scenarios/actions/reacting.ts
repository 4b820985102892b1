import { v5 as uuidv5 } from 'uuid'
import { z } from 'zod'
import { defineAction, type Outcome, Refusal } from '#kernel/action'
import { dayOf } from '#kernel/clock/rules'
import type { Tx } from '#kernel/database'
import { readChanges } from '#modules/collection'
import { Position, type RowChange } from '#modules/collection/contract'
import { access } from '../access.ts'
import { callLimits, type OwnReaction, PartCode } from '../contract.ts'
import { callProgram, type Effects, ProgramFault, type RowKey } from '../program/index.ts'
import {
  countCall,
  findReading,
  getRun,
  type Reading,
  type Run,
  saveReading,
  scenarioSubject,
  sourcesOf,
  takeTurn,
} from '../store.ts'
import { applyEffects, keysOf, tablesOf } from './effects.ts'

const namespace = '9a6f7f3e-0d0b-4a53-9c53-1d7c0f2c8f11'

/** Changes that a program failed on before it is stopped, until a person has looked. */
export const mostFaults = 10

const Reacting = z.object({
  code: z.string(),
  sandbox: z.boolean(),
  reaction: PartCode,
  most: z.int().min(1).max(callLimits.batch),
})

/**
 * The next changes of a resource through a reaction: what it wants stored and how far it has read are one transaction, so
 * that each change is had once.
 */
export const react = defineAction({
  name: 'scenario.react',
  input: Reacting,
  allow: access.work,
  async run(tx, { input, actor, now, authorise }): Promise<Outcome<Reacted>> {
    const { run, reaction, resource } = await reactionOf(tx, input)
    const subject = scenarioSubject(run.s)
    authorise(subject)
    await takeTurn(tx, run)
    const reading = (await findReading(tx, run, reaction.code)) ?? begin
    const nothing = (position: string | null): Outcome<Reacted> => ({
      output: { changes: 0, position },
      subject,
      change: {},
      outcome: 'read',
    })
    if (reading.faults >= mostFaults) return nothing(null)
    const { changes, next } = await readChanges(tx, resource, reading.position, input.most)
    if (changes.length === 0) return nothing(reading.position)
    const call = uuidv5(`${run.s.id} ${run.sandbox} ${reaction.code} ${reading.position}`, namespace)
    const { answer, rows, events } = await carryOut(tx, { run, reaction, changes, call, now }, actor).catch(
      (error: unknown) => {
        throw failedAfter(reading.position, error)
      },
    )
    await saveReading(tx, run, reaction.code, { ...reading, position: next, at: now })
    await countCall(tx, run, dayOf(now), { ms: answer.ms })
    return {
      output: { changes: changes.length, position: next },
      subject,
      change: { reaction: reaction.code, sandbox: run.sandbox, changes: changes.length, rows },
      events,
    }
  },
})

async function carryOut(tx: Tx, c: Calling, actor: { readonly id: string }) {
  const answer = await calling(tx, c)
  const applying = { run: c.run, delivery: c.call, actor, now: c.now, signatures: [] }
  return { answer, ...(await applyEffects(tx, answer, applying)) }
}

/** Says where it failed: by then another process may have gone on. A program that keeps too much has a fault as well. */
function failedAfter(position: string, error: unknown): unknown {
  const isFull = error instanceof Refusal && error.message === 'scenarios.too-many-notes'
  const fault = isFull ? new ProgramFault('shape', 'too many notes') : error
  if (fault instanceof ProgramFault) fault.position = position
  return fault
}

interface Reacted {
  readonly changes: number
  /** Of the last change that it has had; null: it is stopped. */
  readonly position: string | null
}

interface Calling {
  readonly run: Run
  readonly reaction: OwnReaction
  readonly changes: readonly RowChange[]
  readonly call: string
  readonly now: Date
}

async function calling(tx: Tx, { run, reaction, changes, call, now }: Calling): Promise<Effects> {
  const told = changes.map(({ kind, key, at, data }) => ({ kind, key, at, data }))
  const asked = {
    scenario: run.s.id,
    program: { code: run.manifest.program?.code ?? '' },
    kind: 'reactions',
    name: reaction.code,
    argument: told,
    now,
    sandbox: run.sandbox !== 0,
    call,
    actor: { kind: 'system', name: '系统', roles: [], org: null, party: null },
    keys: keysOf(run),
    tables: tablesOf(run),
    asks: run.manifest.asks.map((a) => a.code),
    ms: callLimits.reactionMs,
    ahead: aheadOf(reaction, told),
  } as const
  const answer = await callProgram(asked, sourcesOf(tx, run, now))
  if ('refused' in answer) throw new ProgramFault('threw', `refused: ${answer.refused.en}`)
  return answer
}

export const begin: Reading = { position: '0-0', faults: 0, problem: null }

/** What a reaction asked to have fetched, by the items of its changes. */
function aheadOf(
  reaction: OwnReaction,
  changes: readonly { readonly data: Record<string, unknown> | null }[],
): { rows: RowKey[]; notes: string[] } {
  const of = (item: string) => [
    ...new Set(changes.flatMap(({ data }) => (data?.[item] == null ? [] : [String(data[item])]))),
  ]
  return {
    rows: reaction.with.flatMap(({ resource, item }) => of(item).map((key) => ({ resource, key }))),
    notes: [...reaction.always, ...reaction.notes.flatMap((item) => of(item).map((key) => `${item}:${key}`))],
  }
}

/**
 * A change that the program fails on even by itself is left out, with what it failed on. Where another process has left it
 * out already, the next one is not.
 */
export const skipChange = defineAction({
  name: 'scenario.skip-change',
  input: Reacting.omit({ most: true }).extend({ position: Position, problem: z.string().max(1000) }),
  allow: access.work,
  async run(tx, { input, now, authorise }): Promise<Outcome<{ faults: number }>> {
    const { run, reaction, resource } = await reactionOf(tx, input)
    authorise(scenarioSubject(run.s))
    await takeTurn(tx, run)
    const reading = (await findReading(tx, run, reaction.code)) ?? begin
    const subject = scenarioSubject(run.s)
    if (reading.position !== input.position)
      return { output: { faults: reading.faults }, subject, change: {}, outcome: 'read' }
    const { changes, next } = await readChanges(tx, resource, reading.position, 1)
    const faults = reading.faults + changes.length
    await saveReading(tx, run, reaction.code, { position: next, faults, problem: input.problem, at: now })
    await countCall(tx, run, dayOf(now), { failed: true, ms: 0 })
    const payload = { code: run.s.code, reaction: reaction.code, problem: input.problem }
    return {
      output: { faults },
      subject,
      change: { reaction: reaction.code, key: changes[0]?.key ?? null, problem: input.problem },
      events: faults === mostFaults ? [{ name: 'scenario.reaction-stopped', payload }] : [],
    }
  },
})

/** @throws Refusal where it does not run, or has no such reaction */
async function reactionOf(
  tx: Tx,
  ref: { code: string; sandbox: boolean; reaction: string },
): Promise<{ run: Run; reaction: OwnReaction; resource: string }> {
  const run = await getRun(tx, ref)
  const reaction = run.manifest.program?.reactions.find((r) => r.code === ref.reaction)
  const resource = run.resources.get(reaction?.resource ?? '')
  if (reaction === undefined || resource === undefined)
    throw new Refusal('not-found', 'scenarios.no-reaction', { reaction: ref.reaction })
  return { run, reaction, resource }
}
