import { v7 as uuidv7 } from 'uuid'
import { z } from 'zod'
import { type Action, defineAction, Refusal } from '#kernel/action'
import { dayOf } from '#kernel/clock/rules'
import type { Tx } from '#kernel/database'
import type { Actor } from '#kernel/identity/define'
import { type MasterKey, openSecret } from '#kernel/vault'
import { sign, signerOf } from '#modules/exchange'
import { access } from '../access.ts'
import {
  type CommandAnswer,
  callLimits,
  GiveCommand,
  type OwnCommand,
  RunRef,
  type ScenarioManifest,
} from '../contract.ts'
import {
  askName,
  callProgram,
  type ProgramActor,
  ProgramFault,
  rowName,
  type Sources,
} from '../program/index.ts'
import { isOfficerMeant, isPartyMeant, maskOutput, type Personal, personalOf, readValues } from '../rules.ts'
import {
  countCall,
  getParty,
  getRun,
  type Party,
  partySubject,
  type Run,
  scenarioSubject,
  secretContext,
  sourcesOf,
  takeTurn,
} from '../store.ts'
import { applyEffects, keysOf, refusalOf, tablesOf } from './effects.ts'
import { refuseCall } from './frequency.ts'

/** Somebody gives a command of a scenario: the program says what becomes of it, and all of that is stored or nothing. */
export function giveCommand(key: () => MasterKey): Action<typeof GiveCommand, CommandAnswer> {
  return defineAction({
    name: 'scenario.command',
    input: GiveCommand,
    allow: access.command,
    async run(tx, { input, actor, now, authorise }) {
      const run = await getRun(tx, input)
      const party = await partyOf(tx, run, input.party)
      authorise(party === undefined ? scenarioSubject(run.s) : partySubject(party))
      const command = run.manifest.program?.commands.find((c) => c.code === input.command)
      if (command === undefined)
        throw new Refusal('not-found', 'scenarios.no-command', { command: input.command })
      refuseOutsider(command, { actor, party, run })
      const argument = readValues(command.input, input.input, now)
      await refuseCall(tx, run)
      await takeTurn(tx, run)
      const call = uuidv7()
      const told = programActor(actor, party, run)
      const effects = await calling(tx, { run, command, argument, call, told, now })
      const signatures = effects.signs.map((text) => signature(key, party, text))
      const applying = { run, delivery: call, actor, now, signatures }
      const { rows, events } = await applyEffects(tx, effects, applying).catch((error: unknown) => {
        throw error instanceof ProgramFault ? refusalOf(error, run.manifest.name) : error
      })
      await countCall(tx, run, dayOf(now), { ms: effects.ms })
      const { output, masked, shown } = effects.answer
      return {
        output: { output, rows },
        subject: scenarioSubject(run.s),
        change: {
          command: command.code,
          sandbox: run.sandbox,
          party: party?.id ?? null,
          rows,
          ...(masked.length === 0 ? {} : { masked }),
          ...(shown.length === 0 ? {} : { shown }),
        },
        events,
      }
    },
  })
}

/** @throws Refusal `not-found` where it is none of this scenario, `forbidden` where it was ended */
async function partyOf(tx: Tx, run: Run, id: string | undefined): Promise<Party | undefined> {
  if (id === undefined) return undefined
  const party = await getParty(tx, id)
  if (party.scenario !== run.s.id || party.sandbox !== run.sandbox)
    throw new Refusal('not-found', 'scenarios.no-party', { id })
  if (party.state !== 'joined') throw new Refusal('forbidden', 'scenarios.party-ended', { id })
  return party
}

function refuseOutsider(command: OwnCommand, by: { actor: Actor; party: Party | undefined; run: Run }): void {
  const { actor, party, run } = by
  const isMeant =
    party === undefined ? isOfficerMeant(command.who, actor, run.s) : isPartyMeant(command.who, party.kind)
  if (!isMeant) throw new Refusal('forbidden', 'scenarios.not-your-command', { command: command.code })
}

export function programActor(actor: Actor, party: Party | undefined, run: Run): ProgramActor {
  if (party !== undefined)
    return { kind: 'party', name: '', roles: [], org: null, party: { kind: party.kind, key: party.key } }
  const posts = actor.posts.filter((p) => isOfficerMeant({ roles: [p.role], parties: [] }, actor, run.s))
  return {
    kind: actor.kind === 'officer' ? 'officer' : 'system',
    name: actor.name,
    roles: [...new Set(posts.map((p) => p.role))],
    org: posts[0]?.org ?? null,
    party: null,
  }
}

interface Calling {
  readonly run: Run
  readonly command: OwnCommand
  readonly argument: Record<string, unknown>
  readonly call: string
  readonly told: ProgramActor
  readonly now: Date
}

/**
 * Personal values that the program was given do not leave by its answer, nor by the sentence of a refusal.
 * @throws Refusal with the program's own sentence, or with what it failed on
 */
async function calling(tx: Tx, { run, command, argument, call, told, now }: Calling) {
  const code = run.manifest.program?.code ?? ''
  const asked = {
    scenario: run.s.id,
    program: { code },
    kind: 'commands',
    name: command.code,
    argument,
    now,
    sandbox: run.sandbox !== 0,
    call,
    actor: told,
    keys: keysOf(run),
    tables: tablesOf(run),
    asks: run.manifest.asks.map((a) => a.code),
    ms: callLimits.commandMs,
    ahead: { rows: [], notes: [] },
  } as const
  const handed: Personal[] = []
  const answer = await callProgram(asked, noting(sourcesOf(tx, run, now), run.manifest, handed)).catch(
    (error: unknown) => {
      throw error instanceof ProgramFault ? refusalOf(error, run.manifest.name) : error
    },
  )
  if (!('refused' in answer)) return { ...answer, answer: maskOutput(answer.output, handed, command.shows) }
  const { output: sentence, masked } = maskOutput(answer.refused, handed, command.shows)
  throw new Refusal('not-now', 'scenarios.program-refused', {
    sentence,
    ...(masked.length === 0 ? {} : { masked }),
  })
}

/** The same rows, with what of them is personal noted beside. */
function noting(sources: Sources, manifest: ScenarioManifest, handed: Personal[]): Sources {
  return {
    ...sources,
    async rows(keys) {
      const found = await sources.rows(keys)
      for (const key of keys) handed.push(...personalOf(manifest, key.resource, found.get(rowName(key))))
      return found
    },
    async looks(keys) {
      const found = await sources.looks(keys)
      for (const { ask, key } of keys) {
        const { rows, kinds } = found.get(askName({ ask, key })) ?? { rows: [], kinds: {} }
        for (const row of rows)
          for (const [item, kind] of Object.entries(kinds))
            if (row[item] != null && row[item] !== '')
              handed.push({ value: String(row[item]), kind, of: `${ask}.${item}` })
      }
      return found
    },
  }
}

/** `sm2:` with the party's id and the signature over the text's UTF-8, so that whoever has the public key can check it. */
function signature(key: () => MasterKey, party: Party | undefined, text: string): string {
  if (party?.secret == null) throw new Refusal('forbidden', 'scenarios.only-parties-sign', {})
  const secret = openSecret(key(), party.secret, secretContext(party.id))
  return `sm2:${party.id}:${sign(signerOf('sm2-sm3', secret), text).toString('base64')}`
}

/** A command that came to nothing is counted by itself: its own transaction kept nothing. */
export const noteUnkept = defineAction({
  name: 'scenario.note-unkept',
  input: RunRef.extend({ failed: z.boolean(), masked: z.array(z.string().max(200)).max(100).default([]) }),
  allow: access.work,
  async run(tx, { input, now, authorise }) {
    const run = await getRun(tx, input)
    authorise(scenarioSubject(run.s))
    await countCall(tx, run, dayOf(now), { ms: 0, ...(input.failed ? { failed: true } : { refused: true }) })
    return {
      output: {},
      subject: scenarioSubject(run.s),
      change: { failed: input.failed, masked: input.masked },
    }
  },
})
