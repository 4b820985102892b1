import { sql } from 'kysely'
import { v5 as uuidv5 } from 'uuid'
import { z } from 'zod'
import type { Action } from '#kernel/action'
import { findCase } from '#kernel/cases'
import type { AnyAction } from '#kernel/http/define'
import { systemActor } from '#kernel/identity/define'
import { defineJob, type Job, type Reaction } from '#kernel/jobs'
import type { Kernel } from '#kernel/module'
import { currentRows } from '#modules/collection'
import { correction } from '../case.ts'
import { type OpenCorrection, openedCorrection } from '../sealed.ts'

export interface CorrectionSteps {
  /** Collection's way in. */
  readonly deliver: AnyAction
  readonly erase: AnyAction
  readonly settle: Action
  readonly giveBack: Action
}

/** A delivery's id follows from the request and its version. */
const namespace = '2b7e7d0e-6b54-4f0c-8f21-6f6f6a5d1c90'
const who = systemActor('protection.carry-out')

/**
 * Does what the provider accepted: the corrected row arrives as any delivery does, checked by the contract; the row to be
 * deleted goes. Both steps are keyed by the case, so that running twice does nothing twice.
 */
function carryOutJob(steps: CorrectionSteps) {
  return defineJob({
    name: 'protection.carry-out',
    input: z.object({ id: z.uuid() }).loose(),
    async run(kernel, { id }) {
      const c = await findCase(kernel.app.db, correction.type, id)
      if (c === undefined || c.state !== 'accepted') return
      const asked = await openedCorrection(kernel.app.db, kernel.key, id)
      const kind = (c.details as { kind: string }).kind
      const isDone =
        asked === undefined
          ? true
          : kind === 'delete'
            ? await erase(kernel, steps, id)
            : await deliverCorrected(kernel, steps, asked, c.number, `${id}:${c.version}`)
      const input = isDone
        ? { id, version: c.version }
        : { id, version: c.version, reason: 'contract-broken' }
      await kernel.execute(isDone ? steps.settle : steps.giveBack, {
        actor: who,
        input,
        key: `carry-out:${id}:${c.version}`,
      })
    },
  })
}

async function erase(kernel: Kernel, steps: CorrectionSteps, id: string): Promise<true> {
  await kernel.execute(steps.erase, { actor: who, input: { correction: id }, key: `erase:${id}` })
  return true
}

/** @returns false when the corrected row breaks the contract and lies in quarantine */
async function deliverCorrected(
  kernel: Kernel,
  { deliver }: CorrectionSteps,
  asked: OpenCorrection,
  number: string,
  key: string,
): Promise<boolean> {
  const { rows } = await sql<{ data: Record<string, unknown> }>`
    select data from ${currentRows()} where resource = ${asked.resource}::uuid and key = ${asked.key}`.execute(
    kernel.app.db,
  )
  const data = rows[0]?.data
  // The provider took the row away meanwhile: there is nothing left to be wrong.
  if (data === undefined) return true
  const delivered = (await kernel.execute(deliver, {
    actor: who,
    input: {
      resource: asked.resource,
      delivery: uuidv5(key, namespace),
      part: 1,
      last: true,
      channel: 'api',
      source: `data-correction ${number}`,
      rows: [{ ...data, ...asked.values }],
    },
    key: `deliver:${key}`,
  })) as { counts: { quarantined: number } }
  return delivered.counts.quarantined === 0
}

export function correctionJobs(steps: CorrectionSteps): Job[] {
  return [carryOutJob(steps)] as Job[]
}

export const correctionReactions: readonly Reaction[] = [
  { on: 'data-correction.accepted', job: 'protection.carry-out', input: (e) => ({ id: e.subject.id }) },
]
