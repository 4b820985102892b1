import { randomInt } from 'node:crypto'
import { v7 as uuidv7 } from 'uuid'
import { type Action, defineAction, Refusal } from '#kernel/action'
import { keyedHash, type MasterKey, sealSecret } from '#kernel/vault'
import { createPair } from '#modules/exchange'
import { access } from '../access.ts'
import { EndParty, InviteParty, JoinParty } from '../contract.ts'
import { rowName } from '../program/index.ts'
import { getParty, getRun, getScenario, ownRows, scenarioSubject, secretContext } from '../store.ts'
import { tables } from '../tables.ts'

const validDays = 14
const dayMs = 86_400_000
/** Without letters and digits that look alike. */
const letters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'

function newInvitation(): string {
  const part = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('')
  return [part(), part(), part()].join('-')
}

const hashOf = (key: MasterKey, invitation: string) =>
  keyedHash(key, 'scenario party', invitation.toUpperCase().replace(/[^0-9A-Z]/g, ''))

/** The department lets somebody outside act for a site, a haulier and the like: a code that is told once. */
export function inviteParty(key: () => MasterKey): Action {
  return defineAction({
    name: 'scenario.invite-party',
    input: InviteParty,
    allow: access.parties,
    async run(tx, { input, actor, now, authorise }) {
      const run = await getRun(tx, input)
      authorise(scenarioSubject(run.s))
      const kind = run.manifest.parties.find((p) => p.code === input.kind)
      if (kind === undefined) throw new Refusal('invalid', 'scenarios.no-party-kind', { kind: input.kind })
      const row = { resource: kind.resource, key: input.key }
      if (!(await ownRows(tx, run, [row])).has(rowName(row)))
        throw new Refusal('invalid', 'scenarios.no-party-row', { key: input.key, kind: kind.title.zh })
      const invitation = newInvitation()
      const until = new Date(now.getTime() + validDays * dayMs)
      const id = uuidv7()
      await tables(tx)
        .insertInto('scenario_parties')
        .values({
          id,
          scenario: run.s.id,
          sandbox: run.sandbox,
          kind: input.kind,
          key: input.key,
          state: 'invited',
          invitation: hashOf(key(), invitation),
          until,
          person: null,
          by_name: actor.name,
          at: now,
          public_key: null,
          secret: null,
        })
        .execute()
      return {
        output: { id, invitation, until: until.toISOString() },
        subject: scenarioSubject(run.s),
        change: { party: id, kind: input.kind, key: input.key, sandbox: run.sandbox },
      }
    },
  }) as unknown as Action
}

/** Who enters the code while signed in acts for the party from now on, and gets a key to sign with. */
export function joinParty(key: () => MasterKey): Action {
  return defineAction({
    name: 'scenario.join-party',
    input: JoinParty,
    allow: access.join,
    async run(tx, { input, actor, now, authorise }) {
      authorise({ people: actor.person === null ? [] : [actor.person] })
      const found = await tables(tx)
        .selectFrom('scenario_parties')
        .select(['id', 'scenario'])
        .where('invitation', '=', hashOf(key(), input.invitation))
        .where('state', '=', 'invited')
        .where('until', '>', now)
        .forUpdate()
        .executeTakeFirst()
      if (found === undefined) throw new Refusal('not-found', 'scenarios.no-invitation', {})
      const pair = createPair('sm2-sm3')
      await tables(tx)
        .updateTable('scenario_parties')
        .set({
          state: 'joined',
          invitation: null,
          person: actor.person,
          at: now,
          public_key: pair.publicKey,
          secret: sealSecret(key(), pair.secret, secretContext(found.id)),
        })
        .where('id', '=', found.id)
        .execute()
      const s = await getScenario(tx, found.scenario)
      return {
        output: { id: found.id, code: s.code },
        subject: scenarioSubject(s),
        change: { party: found.id, publicKey: pair.publicKey },
      }
    },
  }) as unknown as Action
}

/** The department takes the right back; what was signed stays, and so does the key to check it. */
export const endParty = defineAction({
  name: 'scenario.end-party',
  input: EndParty,
  allow: access.parties,
  async run(tx, { input, authorise }) {
    const party = await getParty(tx, input.id)
    const s = await getScenario(tx, party.scenario)
    authorise(scenarioSubject(s))
    if (party.state === 'ended') throw new Refusal('not-now', 'scenarios.party-ended', { id: party.id })
    await tables(tx)
      .updateTable('scenario_parties')
      .set({ state: 'ended', invitation: null })
      .where('id', '=', party.id)
      .execute()
    return { output: {}, subject: scenarioSubject(s), change: { party: party.id, state: 'ended' } }
  },
})
