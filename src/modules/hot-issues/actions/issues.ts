import { v7 as uuidv7 } from 'uuid'
import type { z } from 'zod'
import { type ActionContext, defineAction, type EventSubject, Refusal } from '#kernel/action'
import type { Tx } from '#kernel/database'
import { Clusters, defaultSettings } from '#models/clusters'
import { access } from '../access.ts'
import {
  DismissIssue,
  type IssueChanged,
  type IssueRef,
  MergeIssue,
  MoveMember,
  RenameIssue,
  ReopenIssue,
  SplitIssue,
  UnmergeIssue,
} from '../contract.ts'
import { townshipOf } from '../rules.ts'
import { clusterOf, findIssue, type Issue, lockStream, refreshIssue, saveStream } from '../store.ts'
import { type MemberRow, tables } from '../tables.ts'

/** What officers do to issues. Each has its inverse, so that a mistake is undone by the same means, and on record. */
export const issueActions = {
  rename: defineAction({
    name: 'hot-issue.rename',
    input: RenameIssue,
    allow: access.curate,
    async run(tx, ctx) {
      const { issue, version } = await open(tx, ctx)
      await refresh(tx, issue, version, ctx.input.name)
      return done(tx, issue, version, 'renamed', { name: [issue.name, ctx.input.name] })
    },
  }),
  merge: defineAction({
    name: 'hot-issue.merge',
    input: MergeIssue,
    allow: access.curate,
    async run(tx, ctx) {
      const { issue, version } = await open(tx, ctx)
      const into = await getIssue(tx, ctx.input.into)
      ctx.authorise({ place: into.place })
      if (into.id === issue.id) throw new Refusal('invalid', 'hot-issue.same', { field: 'into' })
      if (into.state === 'merged') throw new Refusal('not-now', 'hot-issue.is-merged')
      if (issue.task !== null) throw new Refusal('not-now', 'hot-issue.has-task')
      const members = await listMembers(tx, issue.id)
      await moveMembers(tx, { from: issue, to: into, members, version, movedFrom: issue.id })
      await tables(tx)
        .updateTable('hot_issues')
        .set({ state: 'merged', merged_into: into.id })
        .where('id', '=', issue.id)
        .execute()
      return done(tx, into, version, 'merged', { from: issue.id, members: members.map((m) => m.message) })
    },
  }),
  unmerge: defineAction({
    name: 'hot-issue.unmerge',
    input: UnmergeIssue,
    allow: access.curate,
    async run(tx, ctx) {
      const { issue, version } = await open(tx, ctx, 'merged')
      const from = await getIssue(tx, issue.merged_into ?? '')
      ctx.authorise({ place: from.place })
      const members = (await listMembers(tx, from.id)).filter((m) => m.moved_from === issue.id)
      if (members.length === 0) throw new Refusal('not-now', 'hot-issue.nothing-left')
      await tables(tx)
        .updateTable('hot_issues')
        .set({ state: 'open', merged_into: null })
        .where('id', '=', issue.id)
        .execute()
      await moveMembers(tx, { from, to: issue, members, version, movedFrom: null })
      return done(tx, issue, version, 'unmerged', { from: from.id, members: members.map((m) => m.message) })
    },
  }),
  split: defineAction({
    name: 'hot-issue.split',
    input: SplitIssue,
    allow: access.curate,
    async run(tx, ctx) {
      const { issue, version } = await open(tx, ctx)
      const all = await listMembers(tx, issue.id)
      const wanted = new Set(ctx.input.members)
      const members = all.filter((m) => wanted.has(m.message))
      const [first] = members
      if (first === undefined || members.length !== wanted.size)
        throw new Refusal('invalid', 'hot-issue.no-member', { field: 'members' })
      if (members.length === all.length)
        throw new Refusal('invalid', 'hot-issue.split-all', { field: 'members' })
      const part = { id: uuidv7(), district: first.district }
      await moveMembers(tx, {
        from: issue,
        to: part,
        members,
        version,
        movedFrom: null,
        name: ctx.input.name,
      })
      return done(tx, { ...part, place: issue.place }, version, 'split', {
        from: issue.id,
        members: [...wanted],
      })
    },
  }),
  remove: defineAction({
    name: 'hot-issue.remove',
    input: MoveMember,
    allow: access.curate,
    async run(tx, ctx) {
      const { issue, version } = await open(tx, ctx)
      const members = (await listMembers(tx, issue.id)).filter((m) => m.message === ctx.input.message)
      if (members.length === 0) throw new Refusal('invalid', 'hot-issue.no-member', { field: 'message' })
      await changeMembers(tx, { from: issue, to: undefined, members, version })
      return done(tx, issue, version, 'member-removed', { message: ctx.input.message })
    },
  }),
  restore: defineAction({
    name: 'hot-issue.restore',
    input: MoveMember,
    allow: access.curate,
    async run(tx, ctx) {
      const { issue, version } = await open(tx, ctx)
      const members = (await listMembers(tx, issue.id, 'removed')).filter(
        (m) => m.message === ctx.input.message,
      )
      if (members.length === 0) throw new Refusal('invalid', 'hot-issue.no-member', { field: 'message' })
      await changeMembers(tx, { from: undefined, to: issue, members, version })
      return done(tx, issue, version, 'member-restored', { message: ctx.input.message })
    },
  }),
  dismiss: defineAction({
    name: 'hot-issue.dismiss',
    input: DismissIssue,
    allow: access.curate,
    async run(tx, ctx) {
      const { issue, version } = await open(tx, ctx)
      await setState(tx, issue, version, { state: 'dismissed', reason: ctx.input.reason })
      return done(tx, issue, version, 'dismissed', { reason: ctx.input.reason })
    },
  }),
  reopen: defineAction({
    name: 'hot-issue.reopen',
    input: ReopenIssue,
    allow: access.curate,
    async run(tx, ctx) {
      const { issue, version } = await open(tx, ctx, 'dismissed')
      await setState(tx, issue, version, { state: 'open', reason: null })
      return done(tx, issue, version, 'reopened', { reason: [issue.reason, null] })
    },
  }),
}

/** @throws Refusal `not-found` */
export async function getIssue(tx: Tx, id: string): Promise<Issue> {
  const issue = await findIssue(tx, id)
  if (issue === undefined) throw new Refusal('not-found', 'hot-issue.not-found', { id })
  return issue
}

/** The issue, locked against the stream and against other officers, as the actor looked at it. */
export async function open(
  tx: Tx,
  { input, authorise }: Pick<ActionContext<z.infer<typeof IssueRef>>, 'input' | 'authorise'>,
  state: Issue['state'] = 'open',
): Promise<{ issue: Issue; version: number }> {
  const stream = await lockStream(tx)
  const issue = await getIssue(tx, input.id)
  authorise({ place: issue.place })
  if (issue.state !== state) throw new Refusal('not-now', `hot-issue.not-${state}`, { state: issue.state })
  if (issue.version !== input.version)
    throw new Refusal('conflict', 'hot-issue.conflict', { version: issue.version, state: issue.state })
  return { issue, version: stream.version + 1 }
}

async function done(
  tx: Tx,
  issue: Pick<Issue, 'id' | 'district' | 'place'>,
  version: number,
  event: string,
  change: Readonly<Record<string, unknown>>,
) {
  await saveStream(tx, { version })
  const saved = await getIssue(tx, issue.id)
  const subject: EventSubject = {
    type: 'hot-issue',
    id: issue.id,
    district: issue.district,
    place: issue.place,
  }
  const output: IssueChanged = { id: issue.id, version: saved.version }
  return { output, subject, change, events: [{ name: `hot-issue.${event}`, payload: change }] }
}

type Member = Omit<MemberRow, 'at' | 'terms' | 'reasons'> & {
  readonly at: Date
  readonly terms: [string, number][]
}

async function listMembers(tx: Tx, issue: string, state: MemberRow['state'] = 'member'): Promise<Member[]> {
  const rows = await tables(tx)
    .selectFrom('hot_issue_members')
    .selectAll()
    .where('issue', '=', issue)
    .where('state', '=', state)
    .orderBy('at')
    .execute()
  return rows as unknown as Member[]
}

type Side = Pick<Issue, 'id' | 'district'> & Partial<Issue>

interface Move {
  readonly from: Side | undefined
  readonly to: Side | undefined
  readonly members: readonly Member[]
  readonly version: number
  readonly name?: string | undefined
}

async function moveMembers(tx: Tx, move: Move & { to: Side; movedFrom: string | null }): Promise<void> {
  await tables(tx)
    .updateTable('hot_issue_members')
    .set({ issue: move.to.id, by_hand: true, moved_from: move.movedFrom })
    .where(
      'message',
      'in',
      move.members.map((m) => m.message),
    )
    .execute()
  await refreshSides(tx, move)
}

async function changeMembers(tx: Tx, move: Move): Promise<void> {
  await tables(tx)
    .updateTable('hot_issue_members')
    .set({ state: move.to === undefined ? 'removed' : 'member', by_hand: true })
    .where(
      'message',
      'in',
      move.members.map((m) => m.message),
    )
    .execute()
  await refreshSides(tx, move)
}

/** The model moves the members too, so that what comes next goes where people have put the like of it. */
async function refreshSides(tx: Tx, { from, to, members, version, name }: Move): Promise<void> {
  const model = new Clusters(defaultSettings)
  for (const side of [from, to]) if (isStored(side)) model.restore(clusterOf(side))
  for (const m of members)
    model.move({ terms: m.terms, at: m.at.getTime(), place: townshipOf(m.place) }, from?.id, to?.id)
  for (const side of [from, to])
    if (side !== undefined)
      await refreshIssue(tx, {
        id: side.id,
        district: side.district,
        cluster: model.find(side.id),
        version,
        name: side === to ? name : undefined,
        byHand: true,
      })
}

function isStored(side: Side | undefined): side is Issue {
  return side?.terms !== undefined && (side.messages ?? 0) > 0
}

async function refresh(tx: Tx, issue: Issue, version: number, name: string): Promise<void> {
  const { id, district } = issue
  await refreshIssue(tx, { id, district, cluster: clusterOf(issue), version, name, byHand: true })
}

async function setState(
  tx: Tx,
  issue: Issue,
  version: number,
  change: Pick<Issue, 'state' | 'reason'>,
): Promise<void> {
  await tables(tx)
    .updateTable('hot_issues')
    .set({ ...change, settled: true, version: issue.version + 1, changed: version })
    .where('id', '=', issue.id)
    .execute()
}
