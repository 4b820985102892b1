import { Worker } from 'node:worker_threads'
import { callLimits } from '../contract.ts'
import type { Asked, FaultKind, Told } from './protocol.ts'

/** A program did what it may not: took too long, too much, threw, or gave what is no answer. */
export class ProgramFault extends Error {
  readonly kind: FaultKind
  /** Of a reaction: after which change it failed. */
  position: string | null = null

  constructor(kind: FaultKind, problem = '') {
    super(problem)
    this.kind = kind
  }
}

/** More scenarios than this at once take turns; a thread without work is cheap to make anew. */
const mostThreads = 8
/**
 * The interpreter looks at the time between its own steps, and one step of it (filling a large array) may take seconds. So
 * the thread's time on the processor is looked at from outside, and what is so far over its limit is ended.
 */
const watchMs = 250
const graceMs = 750
/** Whatever a thread does, it is ended after this. */
const patienceMs = 60_000

interface Thread {
  readonly worker: Worker
  /** It has begun, or ended before it could. */
  readonly begun: Promise<unknown>
  busy: Promise<unknown>
  waiting: number
  usedAt: number
  ended: boolean
}

const threads = new Map<string, Thread>()
let numbers = 0

/** One round in the thread of a scenario; rounds of one scenario go one after another, and none waits for another's. */
export function inThread(
  scenario: string,
  asked: Omit<Asked, 'id' | 'memoryBytes' | 'stackBytes'>,
): Promise<Required<Pick<Told, 'text' | 'ms'>>> {
  const thread = threadOf(scenario)
  thread.waiting++
  const done = thread.busy.then(async () => {
    try {
      // The one before may have ended the thread.
      return await oneRound(scenario, thread.ended ? threadOf(scenario) : thread, asked)
    } finally {
      thread.waiting--
      thread.usedAt = performance.now()
    }
  })
  thread.busy = done.catch(() => undefined)
  return done
}

function threadOf(scenario: string): Thread {
  const known = threads.get(scenario)
  if (known !== undefined && !known.ended) return known
  if (threads.size >= mostThreads) endIdlest()
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    // Nothing of the process goes in: neither its environment nor its output.
    env: {},
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 16 },
  })
  worker.unref()
  const thread: Thread = {
    worker,
    begun: new Promise((resolve) => worker.once('online', resolve).once('exit', resolve)),
    busy: known?.busy ?? Promise.resolve(),
    waiting: 0,
    usedAt: performance.now(),
    ended: false,
  }
  worker.once('exit', () => {
    thread.ended = true
    if (threads.get(scenario) === thread) threads.delete(scenario)
  })
  worker.on('error', () => {
    thread.ended = true
  })
  threads.set(scenario, thread)
  return thread
}

function endIdlest(): void {
  const idle = [...threads].filter(([, t]) => t.waiting === 0).toSorted(([, a], [, b]) => a.usedAt - b.usedAt)
  const [first] = idle
  if (first === undefined) return
  threads.delete(first[0])
  end(first[1])
}

function end(thread: Thread): void {
  thread.ended = true
  void thread.worker.terminate()
}

async function oneRound(
  scenario: string,
  thread: Thread,
  asked: Omit<Asked, 'id' | 'memoryBytes' | 'stackBytes'>,
): Promise<Required<Pick<Told, 'text' | 'ms'>>> {
  const id = ++numbers
  const { memoryBytes, stackBytes } = callLimits
  const { worker } = thread
  // Only what works keeps the process alive.
  worker.ref()
  await thread.begun
  const before = await worker.cpuUsage().catch(() => undefined)
  const told = await new Promise<Told>((resolve, reject) => {
    const watch = setInterval(async () => {
      const { user, system } = await worker.cpuUsage(before).catch(() => ({ user: 0, system: 0 }))
      if ((user + system) / 1000 > asked.ms + graceMs) finish(() => reject(new ProgramFault('time')), true)
    }, watchMs)
    const timer = setTimeout(() => finish(() => reject(new ProgramFault('time')), true), patienceMs)
    const onMessage = (m: Told) => m.id === id && finish(() => resolve(m), false)
    const onGone = () => finish(() => reject(new ProgramFault('memory', 'the thread ended')), true)
    const finish = (say: () => void, isOver: boolean) => {
      clearTimeout(timer)
      clearInterval(watch)
      worker.unref()
      worker.off('message', onMessage).off('error', onGone).off('exit', onGone)
      if (isOver) {
        threads.delete(scenario)
        end(thread)
      }
      say()
    }
    worker.on('message', onMessage).on('error', onGone).on('exit', onGone)
    worker.postMessage({ ...asked, id, memoryBytes, stackBytes } satisfies Asked)
  })
  if (told.fault !== undefined || told.text === undefined)
    throw new ProgramFault(told.fault ?? 'shape', told.problem)
  return { text: told.text, ms: told.ms }
}
