import { sql } from 'kysely'
import { z } from 'zod'
import { accessCondition } from '#kernel/access'
import { allows, grant } from '#kernel/access/define'
import { defineQuery } from '#kernel/action'
import { Refusal } from '#kernel/action/define'
import { type Case, caseRow, findCase, readBody, subjectOf } from '#kernel/cases'
import type { Tx } from '#kernel/database'
import type { Actor } from '#kernel/identity/define'
import { maskText } from '#kernel/vault/rules'
import { sharedWords, shippedWeights } from '#models/similarity'
import { resolveWhere } from '#modules/territory'
import { access } from '../access.ts'
import { appealCase } from '../case.ts'
import { type AppealDetails, type Neighbour, type SimilarCase, SimilarOpen } from '../contract.ts'
import { isShown, joint as rules, titleOf } from '../rules.ts'
import { comparedText } from '../similar/weights.ts'
import { type Found, findSimilar, readCases, township } from './find-similar.ts'

/** From here on two appeals are taken for the same matter; chosen on the tuning half of data/similarity/pairs.csv. */
export const sameFrom = 0.17
/** An officer judges for themselves and may see what is less alike. */
const shownFrom = 0.1
const most = { neighbours: 3, officers: 8 }

/** Open appeals of the township like what somebody types. A read: what becomes of it, the person decides. */
export const similarOpenQuery = defineQuery({
  name: 'appeal.similar-open',
  input: SimilarOpen,
  allow: [grant('anyone')],
  async run(tx, { actor, input, now, authorise }): Promise<Neighbour[]> {
    authorise({})
    const where = resolveWhere(input.where, input.text)
    // Without a township there are no neighbours: what happens elsewhere is nobody's guess.
    if (where.place.split('/').length < 3) return []
    const text = comparedText(titleOf(input), input.text)
    const shown = sql<boolean>`state = any(${[...rules.shownStates]}::text[])
      and left(category, 2) = any(${[...rules.publicMatters]}::text[])`
    const found = await findSimilar(
      tx,
      { text, place: where.place, point: where.point, at: now },
      { where: shown, anywhere: false, most: most.neighbours, from: sameFrom },
    )
    const cases = await readCases(tx, found)
    return found.flatMap((f) => {
      const c = cases.get(f.id)
      return c === undefined || !isShown(c) ? [] : [neighbour(f, c, input.text, actor)]
    })
  },
})

function neighbour(f: Found, c: Case, typed: string, actor: Actor): Neighbour {
  const title = hidden(c.title)
  const shared = sharedWords(typed, title, shippedWeights().weights, 5)
  return {
    id: c.id,
    version: c.version,
    title,
    place: township(c.place),
    state: c.state,
    days: f.days,
    followers: c.followers.length,
    shared: shared.map(({ words, spans }) => ({
      words,
      spans: spans.map(([a, b]): [number, number] => [a, b]),
    })),
    reader: readerOf(c, actor),
  }
}

function readerOf(c: Case, actor: Actor): Neighbour['reader'] {
  if (actor.person === null) return 'sign-in'
  if (c.applicant === actor.person) return 'mine'
  return c.followers.includes(actor.person) ? 'following' : 'join'
}

/** For the officer at a case: what else tells of it, open or closed, near or a near-duplicate from elsewhere. */
export const similarToQuery = defineQuery({
  name: 'appeal.similar',
  input: z.object({ id: z.uuid() }),
  allow: access.similar,
  async run(tx, { actor, input }): Promise<SimilarCase[]> {
    const c = await findCase<AppealDetails>(tx, 'appeal', input.id)
    if (c === undefined || !allows(access.see, actor, subjectOf(c)))
      throw new Refusal('not-found', 'case.not-found', { id: input.id })
    const body = await readBody(tx, c)
    const text = comparedText(c.title, body)
    const found = await findSimilar(
      tx,
      { text, place: c.place, point: c.point, at: new Date(c.createdAt) },
      {
        where: accessCondition(access.see, actor),
        anywhere: true,
        except: c.id,
        most: most.officers,
        from: shownFrom,
      },
    )
    const cases = await readCases<AppealDetails>(tx, found)
    const all: SimilarCase[] = []
    for (const f of found) {
      const other = cases.get(f.id)
      if (other !== undefined) all.push(await similarCase(tx, f, other, text, actor))
    }
    return all
  },
})

/** An excerpt is masked for every reader: the page of the case shows it whole, to those who may, and notes that. */
async function similarCase(
  tx: Tx,
  f: Found,
  c: Case<AppealDetails>,
  text: string,
  actor: Actor,
): Promise<SimilarCase> {
  const excerpt = cut(hidden(await readBody(tx, c)))
  const shared = sharedWords(text, excerpt, shippedWeights().weights)
  const { score, similarity, place, metres, days } = f
  return {
    row: caseRow(appealCase, c, actor),
    score,
    similarity,
    place,
    metres,
    days,
    likely: score >= sameFrom,
    excerpt,
    terms: shared.map(({ words, weight, spans }) => ({
      term: words,
      weight,
      spans: spans.map(([a, b]): [number, number] => [a, b]),
    })),
  }
}

const excerptLength = 160

function cut(text: string): string {
  return text.length > excerptLength ? `${text.slice(0, excerptLength)}…` : text
}

function hidden(text: string): string {
  return maskText(text, 'partial').text
}
