import { defineAction } from '#kernel/action'
import type { Tx } from '#kernel/database'
import { access } from '../access.ts'
import { FailRelease, FinishRelease, MoveRelease, PublishRelease } from '../contract.ts'
import { lockRelease, nextSerial, type Release, releaseSubject } from '../store.ts'
import { tables } from '../tables.ts'

/** What the platform says of a run that nobody wants any more is not taken. */
function isWanted(r: Release, run: string): boolean {
  return r.run === run && (r.state === 'computing' || r.state === 'writing')
}

function ignored(r: Release, run: string) {
  return { output: { taken: false }, subject: releaseSubject(r), change: { run, taken: false } }
}

async function keep(tx: Tx, r: Release, set: object): Promise<void> {
  await tables(tx).updateTable('releases').set(set).where('id', '=', r.id).execute()
}

export const moveRelease = defineAction({
  name: 'release.move',
  input: MoveRelease,
  allow: access.work,
  async run(tx, { input, authorise }) {
    authorise({})
    const r = await lockRelease(tx, input)
    if (!isWanted(r, input.run)) return ignored(r, input.run)
    await keep(tx, r, { progress: JSON.stringify(input.progress) })
    return {
      output: { taken: true },
      subject: releaseSubject(r),
      change: { run: input.run, stage: input.progress.stage },
    }
  },
})

/** Nothing came of a run: back to the plan, with the reason. An approval that could not be carried out is void. */
export const failRelease = defineAction({
  name: 'release.fail',
  input: FailRelease,
  allow: access.work,
  async run(tx, { input, now, authorise }) {
    authorise({})
    const r = await lockRelease(tx, input)
    if (!isWanted(r, input.run)) return ignored(r, input.run)
    await keep(tx, r, {
      state: 'draft',
      revision: r.revision + 1,
      run: null,
      progress: null,
      result: null,
      problem: JSON.stringify(input.problem),
      approved_by: null,
      approved_reason: null,
      approved_at: null,
      changed_at: now,
    })
    return {
      output: { taken: true },
      subject: releaseSubject(r),
      change: { before: r.state, after: 'draft', problem: input.problem },
      events: [{ name: 'release.failed', payload: { problem: input.problem.key } }],
    }
  },
})

export const computed = defineAction({
  name: 'release.finish',
  input: FinishRelease,
  allow: access.work,
  async run(tx, { input, now, authorise }) {
    authorise({})
    const r = await lockRelease(tx, input)
    if (!isWanted(r, input.run) || r.state !== 'computing') return ignored(r, input.run)
    await keep(tx, r, {
      state: 'computed',
      revision: r.revision + 1,
      run: null,
      progress: null,
      result: JSON.stringify(input.result),
      changed_at: now,
    })
    const { rows, digest, chosen } = input.result
    return {
      output: { taken: true },
      subject: releaseSubject(r),
      change: { before: r.state, after: 'computed', rows, digest, chosen },
      events: [{ name: 'release.computed', payload: { title: r.plan.title } }],
    }
  },
})

export const publishRelease = defineAction({
  name: 'release.publish',
  input: PublishRelease,
  allow: access.work,
  async run(tx, { input, now, authorise }) {
    authorise({})
    const r = await lockRelease(tx, input)
    if (!isWanted(r, input.run) || r.state !== 'writing') return ignored(r, input.run)
    const serial = r.serial ?? (await nextSerial(tx))
    await keep(tx, r, {
      state: 'published',
      revision: r.revision + 1,
      run: null,
      progress: null,
      serial,
      files: JSON.stringify(input.files),
      changed_at: now,
    })
    return {
      output: { taken: true },
      subject: releaseSubject({ ...r, state: 'published' }),
      change: { before: r.state, after: 'published', serial, files: input.files, rows: input.rows },
      events: [{ name: 'release.published', payload: { title: r.plan.title } }],
    }
  },
})
