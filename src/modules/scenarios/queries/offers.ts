import { sql } from 'kysely'
import { z } from 'zod'
import { allows, mayEver } from '#kernel/access'
import { defineQuery } from '#kernel/action'
import type { Tx } from '#kernel/database'
import { findContact } from '#kernel/identity'
import type { Actor } from '#kernel/identity/define'
import type { MasterKey } from '#kernel/vault'
import { access } from '../access.ts'
import { ListOffers, type OfferPage, type OfferStep, type OfferView } from '../contract.ts'
import { forEverybody, needNumber, offerStepsOf } from '../rules.ts'
import {
  getOffer,
  type Need,
  type Offer,
  offerRow,
  offerSteps,
  offerSubject,
  openContact,
  refuseMissing,
} from '../store.ts'
import { narrowed } from './wishes.ts'

const isOwn = (o: Offer, actor: Actor) => allows(access.seeOwnOffer, actor, offerSubject(o))

/** The same judgement as the list's condition. */
function isShown(o: Offer, actor: Actor): boolean {
  return o.state === 'listed' || isOwn(o, actor) || mayEver(access.seeEveryOffer, actor)
}

/** What enterprises offer, those changed last first: what is listed, and what the reader entered. */
export const listOffers = defineQuery({
  name: 'scenario.offers',
  input: ListOffers,
  allow: access.readWishes,
  async run(tx, { input, actor, authorise }): Promise<OfferPage> {
    authorise({})
    const own =
      actor.person !== null && mayEver(access.seeOwnOffer, actor)
        ? sql`coalesce(o.person = ${actor.person}::uuid, false)`
        : sql`false`
    const every = mayEver(access.seeEveryOffer, actor) ? sql`true` : sql`false`
    const state = input.state === undefined ? sql`true` : sql`o.state = ${input.state}`
    const { rows } = await sql<Offer & { total: number }>`
      select o.id, o.seq, o.enterprise, o.credit_code, o.title, o.tags, o.places, o.state, o.changed_at,
        (count(*) over ())::int as total
      from scenario_offers o
      where (o.state = 'listed' or ${own} or ${every}) and (${!input.own} or ${own}) and ${state} and ${narrowed('o', input)}
      order by o.changed_at desc, o.id limit ${input.limit} offset ${input.offset}`.execute(tx)
    return { rows: rows.map(offerRow), total: rows[0]?.total ?? 0 }
  },
})

/** One offer; its contact and who entered it are shown to officers, and each such look is noted. */
export function getOfferView(key: () => MasterKey) {
  return defineQuery({
    name: 'scenario.offer',
    input: z.object({ id: z.uuid() }),
    allow: access.readWishes,
    async run(tx, { input, actor, authorise, logRead }): Promise<OfferView> {
      const o = await getOffer(tx, input.id)
      const subject = offerSubject(o)
      authorise(subject)
      // An offer that is not for the reader is as good as none: the answer tells nobody which there are.
      if (!isShown(o, actor)) return refuseMissing(input.id)
      const own = isOwn(o, actor)
      const isOfficer = mayEver(access.offerContact, actor)
      const judges = mayEver(access.seeEveryOffer, actor)
      if (isOfficer && o.person !== null) logRead(subject, ['contact'])
      const life = await offerSteps(tx, o.id)
      const isOpen = own || isOfficer || judges
      return {
        ...offerRow(o),
        revision: o.revision,
        ability: isOpen ? o.ability : forEverybody(o.ability),
        contact: own || isOfficer ? await openContact(tx, key(), o) : null,
        by: isOfficer && o.person !== null ? await findContact(tx, key(), o.person, false) : null,
        refusal: own || judges ? (life.find((s) => s.action === 'refuse')?.reason ?? null) : null,
        life: judges ? life : null,
        needs: await needsOf(tx, o.id),
        may: offerStepsOf(o.state).filter((step) => mayTake(step, actor, o)),
      }
    },
  })
}

function mayTake(step: OfferStep, actor: Actor, o: Offer): boolean {
  return allows(step === 'withdraw' ? access.withdrawOffer : access.judgeOffer, actor, offerSubject(o))
}

async function needsOf(tx: Tx, offer: string): Promise<OfferView['needs']> {
  const { rows } = await sql<Pick<Need, 'id' | 'seq' | 'title' | 'org' | 'state' | 'scenario'>>`
    select id, seq, title, org, state, scenario from scenario_needs
    where offer = ${offer}::uuid order by changed_at desc, id limit 50`.execute(tx)
  return rows.map(({ seq, ...n }) => ({ ...n, number: needNumber(seq), title: forEverybody(n.title) }))
}
