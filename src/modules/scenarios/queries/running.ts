import { z } from 'zod'
import { defineQuery } from '#kernel/action'
import type { Tx } from '#kernel/database'
import type { Actor } from '#kernel/identity/define'
import { access } from '../access.ts'
import { type PartyList, type RunningScenario, type RunningScenarios, RunRef } from '../contract.ts'
import { rowName } from '../program/index.ts'
import { isOfficerMeant, isPartyMeant } from '../rules.ts'
import {
  getRun,
  getScenario,
  ownRows,
  type Party,
  partiesOf,
  type Run,
  runOf,
  scenarioSubject,
} from '../store.ts'
import { tables } from '../tables.ts'

/** The scenarios of which the reader has pages, and the parties that the reader acts for. */
export const listRuns = defineQuery({
  name: 'scenario.runs',
  input: z.object({}),
  allow: access.runs,
  async run(tx, { actor, authorise }): Promise<RunningScenarios> {
    authorise({})
    return {
      rows: actor.kind === 'resident' ? await runsOfPerson(tx, actor) : await runsOfOfficer(tx, actor),
    }
  },
})

async function runsOfOfficer(tx: Tx, actor: Actor): Promise<RunningScenario[]> {
  const found = await tables(tx)
    .selectFrom('scenarios')
    .select('id')
    .where((e) => e.or([e('standing', '=', 'published'), e('candidate', 'is not', null)]))
    .orderBy('code')
    .limit(200)
    .execute()
  const rows: RunningScenario[] = []
  for (const { id } of found) {
    const s = await getScenario(tx, id)
    for (const sandbox of [false, true]) {
      if (!sandbox && s.standing !== 'published') continue
      const run = await runOf(tx, s, sandbox)
      const pages = run?.manifest.pages.filter((p) => isOfficerMeant(p.who, actor, s)) ?? []
      if (run !== undefined && pages.length > 0) rows.push(shown(run, pages, []))
    }
  }
  return rows
}

async function runsOfPerson(tx: Tx, { person }: Actor): Promise<RunningScenario[]> {
  const rows: RunningScenario[] = []
  const parties = person === null ? [] : await partiesOf(tx, person)
  for (const [scenario, own] of Map.groupBy(parties, (p) => `${p.scenario} ${p.sandbox}`)) {
    const s = await getScenario(tx, scenario.split(' ')[0] ?? '')
    const sandbox = (own[0]?.sandbox ?? 0) !== 0
    const run = sandbox || s.standing === 'published' ? await runOf(tx, s, sandbox) : undefined
    // The sandbox of an earlier version is gone, and who was let in there with it.
    if (run === undefined || run.sandbox !== own[0]?.sandbox) continue
    const pages = run.manifest.pages.filter((p) => own.some((o) => isPartyMeant(p.who, o.kind)))
    rows.push(shown(run, pages, await labelled(tx, run, own)))
  }
  return rows
}

function shown(
  run: Run,
  pages: Run['manifest']['pages'],
  parties: RunningScenario['parties'],
): RunningScenario {
  return {
    code: run.s.code,
    sandbox: run.sandbox !== 0,
    name: run.manifest.name,
    pages: pages.map(({ code, title, layout, who }) => ({ code, title, layout, parties: who.parties })),
    parties,
  }
}

async function labelled(tx: Tx, run: Run, own: readonly Party[]): Promise<RunningScenario['parties']> {
  const parties = own.flatMap((party) => {
    const kind = run.manifest.parties.find((k) => k.code === party.kind)
    return kind === undefined ? [] : [{ party, kind }]
  })
  const keys = parties.map(({ party, kind }) => ({ resource: kind.resource, key: party.key }))
  const rows = await ownRows(tx, run, keys)
  return parties.map(({ party, kind }) => {
    const row = rows.get(rowName({ resource: kind.resource, key: party.key })) as
      | Record<string, unknown>
      | undefined
    return {
      id: party.id,
      kind: kind.code,
      kindTitle: kind.title,
      key: party.key,
      label: String(row?.[kind.label] ?? party.key),
    }
  })
}

/** Who outside takes part, and the keys by which what they signed is checked. */
export const listParties = defineQuery({
  name: 'scenario.parties',
  input: RunRef,
  allow: access.see,
  async run(tx, { input, authorise }): Promise<PartyList> {
    const run = await getRun(tx, input)
    authorise(scenarioSubject(run.s))
    const rows = await tables(tx)
      .selectFrom('scenario_parties')
      .select(['id', 'kind', 'key', 'state', 'by_name as by', 'at', 'public_key as publicKey'])
      .where('scenario', '=', run.s.id)
      .where('sandbox', '=', run.sandbox)
      .orderBy('at', 'desc')
      .limit(1000)
      .execute()
    return { rows: rows.map((r) => ({ ...r, at: r.at.toISOString() })) }
  },
})
