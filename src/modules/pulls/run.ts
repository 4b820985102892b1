import { v5 as uuidv5, v7 as uuidv7 } from 'uuid'
import { Refusal } from '#kernel/action/define'
import { systemActor } from '#kernel/identity/define'
import type { Kernel } from '#kernel/module'
import { OutboundError } from '#kernel/outbound/define'
import { findResource } from '#modules/catalogue'
import { compileContract } from '#modules/collection/rules'
import type { FileMark, Position, Reason } from './contract.ts'
import type { PullActions } from './index.ts'
import { type Letter, PullError, type Read, readSource, UnreadablePage } from './readers/index.ts'
import { losesTooMuch } from './rules.ts'
import { Sender } from './run/sender.ts'
import { findRun, findSource, listFiles, type Run, type Source, secretOf } from './store.ts'

export const pullActor = systemActor('pulls')
/** What of a letter is kept to be looked at. */
const keptBytes = 64 * 1024

/** Reads a source to its end and delivers what came. What goes wrong is told by the run, never thrown at the queue. */
export async function runPull(
  kernel: Kernel,
  actions: PullActions,
  ref: { source: string; run: string },
): Promise<void> {
  const { isOn } = await kernel.execute(actions.resume, { actor: pullActor, input: ref })
  const source = await findSource(kernel.app.db, ref.source)
  const run = await findRun(kernel.app.db, ref.source, ref.run)
  if (!isOn || source === undefined || run === undefined) return
  const touched: FileMark[] = []
  try {
    const position = await readAll(kernel, actions, source, run, touched)
    await kernel.execute(actions.finish, { actor: pullActor, input: { ...ref, position, touched } })
  } catch (error) {
    // Another process has taken the run up: it is its own to end.
    if (error instanceof Refusal && error.message === 'pulls.run-over') return
    if (error instanceof UnreadablePage) await drop(kernel, actions, ref, error.letter)
    const reason = reasonOf(error)
    if (reason.key === 'platform') kernel.log.error(`pull ${source.id} failed`, error)
    await kernel.execute(actions.fail, { actor: pullActor, input: { ...ref, reason } })
  }
}

function reasonOf(error: unknown): Reason {
  if (error instanceof OutboundError) return error.reason
  // The resource was retired, or its contract does not take this kind of delivery.
  if (error instanceof Refusal) return { key: 'refused', values: { key: error.message } }
  return { key: 'platform', values: {} }
}

/** @returns where the next run begins */
async function readAll(
  kernel: Kernel,
  actions: PullActions,
  source: Source,
  run: Run,
  touched: FileMark[],
): Promise<Position | null> {
  const { place, mode, limits, mapping } = source.settings
  const isReplacing = mode === 'replace'
  const position = isReplacing ? null : source.position
  const resource = await findResource(kernel.app.db, source.resource)
  const required = resource === undefined ? [] : compileContract(resource.content).required
  const known = await listFiles(kernel.app.db, source.id)
  const reader = readSource({
    place,
    secret: secretOf(kernel.key, source),
    position,
    limits,
    signal: AbortSignal.timeout(limits.seconds * 1000),
    now: kernel.clock.now(),
    allowed: kernel.config.pulls.allowed,
    folders: kernel.config.pulls.folders,
    known,
    newestOnly: isReplacing,
  })
  const sender = new Sender({
    source,
    run,
    mapping,
    required,
    position,
    delivery: uuidv5(`${run.attempt}`, run.id),
    resumed: (file) => {
      const before = known.get(file.name)
      return before?.state === 'reading' && before.hash === file.hash ? before : undefined
    },
    newDelivery: uuidv7,
    refuseLoss: (rows) => {
      if (isReplacing && !run.accepted && losesTooMuch(source.last_rows, rows, source.settings.mostLost))
        throw new PullError('shrinks', { rows, before: source.last_rows ?? 0 })
    },
    take: (input) => kernel.execute(actions.take, { actor: pullActor, input }),
  })
  try {
    for await (const read of reader) await handle(kernel, actions, sender, run, read, touched)
  } catch (error) {
    // What came before the trouble is whole: it is stored, and the position moves behind it.
    await sender.flush()
    throw error
  }
  await sender.end()
  return isReplacing ? null : sender.position()
}

async function handle(
  kernel: Kernel,
  actions: PullActions,
  sender: Sender,
  run: Run,
  read: Read,
  touched: FileMark[],
): Promise<void> {
  if ('touched' in read) touched.push(read.touched)
  else if ('letter' in read)
    await drop(kernel, actions, { source: run.source, run: run.id }, read.letter, read.file)
  else {
    const letter = await sender.send(read.chunk)
    if (letter !== undefined)
      await drop(kernel, actions, { source: run.source, run: run.id }, letter, read.chunk.file)
  }
}

async function drop(
  kernel: Kernel,
  actions: PullActions,
  ref: { source: string; run: string },
  { content, ...letter }: Letter,
  file?: object,
): Promise<void> {
  const kept = content.subarray(0, keptBytes)
  await kernel.execute(actions.dropLetter, {
    actor: pullActor,
    input: {
      ...ref,
      ...letter,
      content: kept.toString('base64'),
      cut: kept.length < content.length,
      file: file ?? null,
    },
  })
}
