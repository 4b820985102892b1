import { v7 as uuidv7 } from 'uuid'
import { type Action, defineAction, Refusal } from '#kernel/action'
import type { Tx } from '#kernel/database'
import type { MasterKey } from '#kernel/vault'
import { access } from '../access.ts'
import { DoOfferStep, EnterOffer, type OfferStep } from '../contract.ts'
import { comparedText, signatureColumns } from '../likeness.ts'
import { afterOfferStep, offerNumber, offerStepsOf, searchedWords } from '../rules.ts'
import { lockMatched, lockOffer, noteOfferStep, type Offer, offerSubject, sealContact } from '../store.ts'
import { tables } from '../tables.ts'
import { checkPlaces, giveUpMatch } from './needs.ts'
import { tellEnterprise } from './telling.ts'

/** So many of one person may wait for the data authority at once; more would only bury those of others. */
const mostWaiting = 5

/** A signed-in person offers what an enterprise can do; nobody else sees it until the data authority lists it. */
export function enterOffer(key: () => MasterKey): Action {
  return defineAction({
    name: 'scenario.enter-offer',
    input: EnterOffer,
    allow: access.enterOffer,
    async run(tx, { input, actor, now, authorise }) {
      const { person } = actor
      authorise({ people: person === null ? [] : [person] })
      checkPlaces(input.places)
      if (person !== null) await refuseMany(tx, person)
      const id = uuidv7()
      const { enterprise, creditCode, contact, title, ability, tags, places } = input
      const { seq } = await tables(tx)
        .insertInto('scenario_offers')
        .values({
          id,
          person,
          enterprise,
          credit_code: creditCode,
          // Nobody stands behind what the demonstration enters, so nobody is to be called.
          contact: person === null ? null : await sealContact(tx, key(), person, contact),
          title,
          ability,
          tags,
          places,
          state: 'waiting',
          revision: 1,
          words: '',
          ...signatureColumns(comparedText(title, ability)),
          changed_at: now,
        })
        .returning('seq')
        .executeTakeFirstOrThrow()
      const words = searchedWords([offerNumber(seq), enterprise, title, ability, ...tags])
      await tables(tx).updateTable('scenario_offers').set({ words }).where('id', '=', id).execute()
      await noteOfferStep(tx, id, { action: 'enter', by: enterprise, reason: '', now })
      return {
        output: { id, revision: 1 },
        subject: offerSubject({ id, person }),
        change: { offer: offerNumber(seq), state: 'waiting' },
        events: [{ name: 'scenario.offer-entered', payload: { offer: offerNumber(seq) } }],
      }
    },
  }) as unknown as Action
}

/** @throws Refusal `too-many`; entries of one person follow one another, so that the count holds */
async function refuseMany(tx: Tx, person: string): Promise<void> {
  await tx.selectFrom('persons').select('id').where('id', '=', person).forUpdate().execute()
  const waiting = await tables(tx)
    .selectFrom('scenario_offers')
    .select('id')
    .where('person', '=', person)
    .where('state', '=', 'waiting')
    .limit(mostWaiting)
    .execute()
  if (waiting.length >= mostWaiting)
    throw new Refusal('too-many', 'scenarios.offers-waiting', { limit: mostWaiting })
}

/** The data authority lists an offer: everybody may read it, except for its contact. */
export const listOffer = defineAction({
  name: 'scenario.list-offer',
  input: DoOfferStep,
  allow: access.judgeOffer,
  async run(tx, { input, actor, now, authorise }) {
    const offer = await lockOffer(tx, input)
    authorise(offerSubject(offer))
    return judge(tx, offer, { step: 'list', by: actor.name, reason: input.reason, now })
  },
})

/** The data authority does not list it, and says why; the enterprise may enter another. */
export const refuseOffer = defineAction({
  name: 'scenario.refuse-offer',
  input: DoOfferStep,
  allow: access.judgeOffer,
  async run(tx, { input, actor, now, authorise }) {
    const offer = await lockOffer(tx, input)
    authorise(offerSubject(offer))
    return judge(tx, offer, { step: 'refuse', by: actor.name, reason: input.reason, now })
  },
})

/** Who entered it takes it back; needs that it was matched with are open again. */
export const withdrawOffer = defineAction({
  name: 'scenario.withdraw-offer',
  input: DoOfferStep,
  allow: access.withdrawOffer,
  async run(tx, { input, now, authorise }) {
    const offer = await lockOffer(tx, input)
    authorise(offerSubject(offer))
    const { reason } = input
    const outcome = await move(tx, offer, { step: 'withdraw', by: offer.enterprise, reason, now })
    const events = []
    for (const need of await lockMatched(tx, offer.id)) {
      const actor = { name: offer.enterprise }
      events.push(...(await giveUpMatch(tx, need, { action: 'offer-withdrawn', actor, reason, now })))
    }
    return { ...outcome, events }
  },
})

interface Moving {
  readonly step: OfferStep
  readonly by: string
  readonly reason: string
  readonly now: Date
}

async function judge(tx: Tx, offer: Offer, m: Moving) {
  const outcome = await move(tx, offer, m)
  const template = m.step === 'list' ? 'notice.scenario-offer-listed' : 'notice.scenario-offer-refused'
  const data = { offer: offerNumber(offer.seq) }
  return { ...outcome, events: await tellEnterprise(tx, { offer, template, data, now: m.now }) }
}

/** @throws Refusal `not-now` with the steps that the state allows */
async function move(tx: Tx, offer: Offer, { step, by, reason, now }: Moving) {
  const available = offerStepsOf(offer.state)
  if (!available.includes(step)) throw new Refusal('not-now', 'scenarios.wish-not-in-state', { available })
  const state = afterOfferStep(offer.state, step)
  const revision = offer.revision + 1
  await tables(tx)
    .updateTable('scenario_offers')
    .set({ state, revision, changed_at: now })
    .where('id', '=', offer.id)
    .execute()
  await noteOfferStep(tx, offer.id, { action: step, by, reason, now })
  return {
    output: { id: offer.id, revision },
    subject: offerSubject(offer),
    change: { offer: offerNumber(offer.seq), state, ...(step === 'withdraw' ? {} : { reason }) },
  }
}
