import { z } from 'zod'
import { callLimits, mostCode, type OwnProgram, PartCode } from '../contract.ts'
import type { Facts, ProgramActor } from './protocol.ts'
import { inThread, ProgramFault } from './threads.ts'

/** One call of a function of a package. */
export interface ProgramCall {
  /** Id of the scenario, whose thread it runs in. */
  readonly scenario: string
  readonly program: Pick<OwnProgram, 'code'>
  readonly kind: 'commands' | 'reactions'
  readonly name: string
  readonly argument: unknown
  readonly now: Date
  readonly sandbox: boolean
  /** A UUID; the same call again has the same. */
  readonly call: string
  readonly actor: ProgramActor
  readonly keys: Facts['keys']
  readonly tables: Facts['tables']
  readonly asks: Facts['asks']
  readonly ms: number
  /** What it will ask for, as far as that is known. */
  readonly ahead: { readonly rows: readonly RowKey[]; readonly notes: readonly string[] }
}

export interface RowKey {
  readonly resource: string
  readonly key: string
}

/** One look at what a package asks of another department. */
export interface AskKey {
  readonly ask: string
  readonly key: string
}

export interface Looked {
  readonly rows: readonly Readonly<Record<string, unknown>>[]
  /** Items that are personal and given in clear, with their kinds. */
  readonly kinds: Readonly<Record<string, string | null>>
}

/** As the interpreter names looks: one text for request and key. */
export const askName = ({ ask, key }: AskKey) => `${ask} ${key}`

/** Where rows and notes come from, notes as the JSON that was kept; what is not there is left out. */
export interface Sources {
  rows(keys: readonly RowKey[]): Promise<ReadonlyMap<string, unknown>>
  notes(keys: readonly string[]): Promise<ReadonlyMap<string, string>>
  looks(keys: readonly AskKey[]): Promise<ReadonlyMap<string, Looked>>
}

/** What a call wants done. */
export interface Effects {
  readonly output: unknown
  readonly puts: readonly { readonly resource: string; readonly row: Readonly<Record<string, unknown>> }[]
  /** JSON of the notes that are other than they were; null takes one away. */
  readonly kept: ReadonlyMap<string, string | null>
  /** Texts to be signed by the acting party. */
  readonly signs: readonly string[]
  /** Milliseconds on the processor, all rounds together. */
  readonly ms: number
}

export interface Refused {
  readonly refused: { readonly zh: string; readonly en: string }
  readonly ms: number
}

const NoteKey = z.string().min(1).max(200)
const Answer = z.union([
  z.object({
    need: z
      .array(
        z.union([
          z.object({ resource: PartCode, key: z.string().max(300) }),
          z.object({ note: NoteKey }),
          z.object({ ask: PartCode, key: z.string().max(300) }),
        ]),
      )
      .min(1)
      .max(10),
  }),
  z.object({ refused: z.object({ zh: z.string().max(500), en: z.string().max(500) }) }),
  z.object({ failed: z.string() }),
  z.object({
    output: z.unknown(),
    puts: z
      .array(z.object({ resource: PartCode, row: z.record(z.string().max(100), z.unknown()) }))
      .max(callLimits.rows),
    kept: z.record(NoteKey, z.unknown()),
    signs: z.array(z.string().max(4000)).max(10),
  }),
])

/** More text than any answer within the limits has. */
const mostText = 8 * 1024 * 1024

/** As the interpreter names rows: one text for resource and key. */
export const rowName = ({ resource, key }: RowKey) => `${resource} ${key}`

/**
 * Calls a function of a package until it has everything that it asks for.
 * @throws ProgramFault where it breaks a limit, throws, or answers what is no answer
 */
export async function callProgram(call: ProgramCall, sources: Sources): Promise<Effects | Refused> {
  const rows: Record<string, unknown> = {}
  const notes = new Map<string, string | null>()
  const looked: Record<string, Looked['rows']> = {}
  const fetchAll = async (needed: ProgramCall['ahead']) => {
    const found = needed.rows.length === 0 ? new Map() : await sources.rows(needed.rows)
    for (const key of needed.rows) rows[rowName(key)] = found.get(rowName(key)) ?? null
    const known = needed.notes.length === 0 ? new Map<string, string>() : await sources.notes(needed.notes)
    for (const key of needed.notes) notes.set(key, known.get(key) ?? null)
  }
  await fetchAll(call.ahead)
  let ms = 0
  for (let round = 0; round < callLimits.rounds; round++) {
    const { now, sandbox, actor, keys, tables, asks } = call
    const facts: Facts = {
      now: now.toISOString(),
      sandbox,
      call: call.call,
      actor,
      keys,
      tables,
      asks,
      looked,
      rows,
    }
    const told = await inThread(call.scenario, {
      code: call.program.code,
      call: `__call(__program.${call.kind}?.[${JSON.stringify(call.name)}], [__argument])`,
      told: toldOf(facts, call.argument, notes),
      ms: call.ms - ms,
    })
    ms += told.ms
    const answer = read(told.text)
    if ('failed' in answer)
      throw new ProgramFault(answer.failed.startsWith('out of memory') ? 'memory' : 'threw', answer.failed)
    if ('refused' in answer) return { refused: answer.refused, ms }
    if (!('need' in answer)) return { ...bounded(answer, notes), ms }
    const looks = answer.need.flatMap((n) => ('ask' in n ? [n] : []))
    const found = looks.length === 0 ? new Map<string, Looked>() : await sources.looks(looks)
    for (const key of looks) looked[askName(key)] = found.get(askName(key))?.rows ?? []
    await fetchAll({
      rows: answer.need.flatMap((n) => ('resource' in n ? [n] : [])),
      notes: answer.need.flatMap((n) => ('note' in n ? [n.note] : [])),
    })
  }
  throw new ProgramFault('shape', `asked more than ${callLimits.rounds} times for rows`)
}

function read(text: string): z.infer<typeof Answer> {
  if (text.length > mostText) throw new ProgramFault('shape', 'the answer is too large')
  let raw: unknown
  try {
    raw = JSON.parse(text)
  } catch {
    throw new ProgramFault('shape', 'the answer is no JSON')
  }
  const parsed = Answer.safeParse(raw)
  if (!parsed.success) throw new ProgramFault('shape', parsed.error.issues[0]?.message)
  return parsed.data
}

type Done = Extract<z.infer<typeof Answer>, { kept: unknown }>

function bounded({ kept, ...rest }: Done, given: ReadonlyMap<string, string | null>): Omit<Effects, 'ms'> {
  if (JSON.stringify(rest.output ?? null).length > callLimits.outputBytes)
    throw new ProgramFault('shape', 'the output is too large')
  const all = Object.entries(kept)
  if (all.length > callLimits.notes) throw new ProgramFault('shape', 'too many notes')
  const changed = new Map<string, string | null>()
  for (const [key, value] of all) {
    const text = value === null ? null : JSON.stringify(value)
    if ((text?.length ?? 0) > callLimits.noteBytes)
      throw new ProgramFault('shape', `a note has more than ${callLimits.noteBytes} characters`)
    if (given.get(key) !== text) changed.set(key, text)
  }
  return { output: rest.output, puts: rest.puts, signs: rest.signs, kept: changed }
}

/** Notes stand in it as they were kept: nobody reads them before the interpreter does. */
function toldOf(facts: Facts, argument: unknown, notes: ReadonlyMap<string, string | null>): string {
  const named = [...notes].map(([key, json]) => `${JSON.stringify(key)}:${json}`)
  return `[${JSON.stringify(facts)},${JSON.stringify(argument ?? null)},{${named.join(',')}}]`
}

/** What a module exports, or why it does not run; for the check of a package. */
export async function describeProgram(
  code: string,
): Promise<{ commands: readonly string[]; reactions: readonly string[] } | { problem: string }> {
  const facts: Facts = {
    now: new Date(0).toISOString(),
    sandbox: true,
    call: '',
    actor: { kind: 'system', name: '', roles: [], org: null, party: null },
    keys: {},
    tables: {},
    asks: [],
    looked: {},
    rows: {},
  }
  const names = (kind: string) =>
    `Object.keys(__program.${kind} ?? {}).filter((n) => typeof __program.${kind}[n] === 'function')`
  try {
    const { text } = await inThread('check', {
      code,
      call: `JSON.stringify({ commands: ${names('commands')}, reactions: ${names('reactions')} })`,
      told: toldOf(facts, null, new Map()),
      ms: callLimits.commandMs,
    })
    return z.object({ commands: z.array(z.string()), reactions: z.array(z.string()) }).parse(JSON.parse(text))
  } catch (error) {
    if (error instanceof ProgramFault) return { problem: `${error.kind} ${error.message}`.trim() }
    return { problem: 'the module exports no commands and reactions that can be read' }
  }
}

/** Of a package that nobody has checked yet; undefined: it brings no program. */
export async function exportedOf(
  raw: unknown,
): Promise<Awaited<ReturnType<typeof describeProgram>> | undefined> {
  const brought = z.object({ program: z.object({ code: z.string().max(mostCode) }) }).safeParse(raw)
  return brought.success ? describeProgram(brought.data.program.code) : undefined
}
