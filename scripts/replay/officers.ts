import { setTimeout as sleep } from 'node:timers/promises'
import type { CaseRow } from '#kernel/cases/contract'
import type { Proposal } from '#modules/appeals/contract'
import { chance, pick } from './chance.ts'
import type { Answer, Session } from './client.ts'

/**
 * Simulated officers and residents of the demo city. Everything they write begins with “（模拟）”; how often they do
 * what is made up, by the table below, and says nothing about any real office.
 */
const shares = {
  giveBack: 0.03,
  transfer: 0.03,
  dispute: 0.02,
  askCo: 0.08,
  hold: 0.06,
  resume: 0.7,
  handle: 0.5,
  leftAccepted: 0.05,
  leftHandled: 0.05,
  rated: 0.6,
  reopened: 0.4,
} as const

/** Scores and how often they are given. */
const scores = [5, 5, 5, 5, 5, 5, 4, 4, 4, 4, 3, 3, 2, 1] as const

const mark = '（模拟）'
const answers = [
  '您好，您反映的事项已由承办单位现场核实并办理，处理结果已告知您，感谢您的监督。',
  '您好，经核实，您反映的情况属实，承办单位已安排整改，完成后会再次回访，感谢您的理解。',
  '您好，您咨询的事项已按现行政策答复，如需办理请携带有效证件到所在镇街便民服务中心，感谢您的来信。',
  '您好，您反映的事项涉及多个单位，承办单位已会同有关单位处理，后续进展会及时告知，感谢您的支持。',
]

export interface Counts {
  automatic: number
  byHand: number
  gaveBack: number
  transferred: number
  disputed: number
  coAsked: number
  held: number
  answered: number
  rated: number
  reopened: number
  failed: number
}

export interface Office {
  readonly session: (login: string) => Promise<Session>
  readonly counts: Counts
}

interface CaseState {
  readonly id: string
  version: number
  state: string
  lead: string | null
  readonly township: string
}

/** Carries one appeal through its life, as far as chance lets it get. `seed` is the message's own id. */
export async function live(office: Office, id: string, seed: string): Promise<void> {
  const is = (what: keyof typeof shares) => chance(seed, what) < shares[what]
  const c = await dispatched(office, id)
  if (c === undefined) return
  const { counts } = office
  const town = `town.${c.township}`
  if (is('giveBack')) {
    await asLead(office, c, 'give-back', { reason: `${mark}不属于本单位职责。` })
    await byDispatcher(office, c, 'dispatch', { org: town, note: `${mark}改派属地镇街。` })
    counts.gaveBack++
  } else if (is('transfer') && c.lead !== town) {
    await byDispatcher(office, c, 'transfer', { org: town, reason: `${mark}由属地镇街办理更为便捷。` })
    counts.transferred++
  } else if (is('dispute') && c.lead !== town) {
    await asLead(office, c, 'dispute', {
      reason: `${mark}该事项属于镇街职责。`,
      legalBasis: `${mark}职责清单`,
      suggested: town,
    })
    const reason = `${mark}裁定由属地镇街主办。`
    const arbiter = await office.session('supervisor')
    // Where the township is the backstop, it handles the case already.
    if (c.lead === town) await act(arbiter, c, 'settle', { reason })
    else await act(arbiter, c, 'arbitrate', { org: town, reason })
    counts.disputed++
  }
  await work(office, c, seed, is)
}

type Is = (what: keyof typeof shares) => boolean

async function work(office: Office, c: CaseState, seed: string, is: Is): Promise<void> {
  const { counts } = office
  await asLead(office, c, 'accept')
  if (is('leftAccepted')) return
  const town = `town.${c.township}`
  if (is('askCo') && c.lead !== town) {
    await asLead(office, c, 'ask-co', {
      orgs: [town],
      workingDays: 2,
      reason: `${mark}请镇街协助核实现场情况。`,
    })
    await act(await office.session(town), c, 'co-answer', { text: `${mark}已到现场核实，情况属实。` })
    counts.coAsked++
  }
  if (is('hold')) {
    counts.held++
    await asLead(office, c, 'hold', { reason: `${mark}等待施工条件具备。` })
    if (!is('resume')) return
    await asLead(office, c, 'resume')
  }
  if (is('handle')) await asLead(office, c, 'handle', { text: `${mark}已联系来电人，正在现场处理。` })
  if (is('leftHandled')) return
  await answerAndRate(office, c, seed, is)
}

async function answerAndRate(office: Office, c: CaseState, seed: string, is: Is): Promise<void> {
  const { counts } = office
  const text = () => `${mark}${pick(answers, seed, 'answer', String(c.version)) ?? ''}`
  await asLead(office, c, 'answer', { text: text() })
  counts.answered++
  if (!is('rated')) return
  const score = pick(scores, seed, 'score') ?? 5
  // A clerk enters what the resident said on the telephone.
  const reason = `${mark}电话回访结果。`
  await act(await office.session('clerk'), c, 'rate', { score, solved: score >= 3, reason })
  counts.rated++
  if (score >= 3 || !is('reopened')) return
  await act(await office.session('supervisor'), c, 'reopen', { reason: `${mark}群众不满意，重新办理。` })
  counts.reopened++
  await asLead(office, c, 'accept')
  await asLead(office, c, 'answer', { text: text() })
}

/** Each look reads the whole case: looking more often would mostly measure the looking. */
const lookEveryMs = 1_500
/** Five minutes: then no classifier works here, and an officer dispatches without a proposal. */
const patience = 200

/** Waits for the proposal and confirms it where the gate left it to an officer. */
export async function dispatched(office: Office, id: string): Promise<CaseState | undefined> {
  const dispatcher = await office.session('dispatcher')
  let isProposed = false
  for (let look = 0; look < patience; look++) {
    await sleep(lookEveryMs)
    const { body } = await dispatcher.get(`/appeals/${id}`)
    const c = caseOf(body)
    if (c.state !== 'submitted') {
      if (body.details.dispatchedBy === 'algorithm') office.counts.automatic++
      return c.state === 'dispatched' ? c : undefined
    }
    // What is above the threshold is dispatched a moment after its proposal: an officer looks twice.
    if (isProposed || look === patience - 1) {
      if (await confirm(dispatcher, c, body.details.proposal)) {
        office.counts.byHand++
        return c
      }
    }
    isProposed = body.details.proposal !== null
  }
  return undefined
}

function caseOf(body: CaseRow): CaseState {
  const township = String(body.place ?? '').split('/')[2] ?? ''
  return { id: body.id, version: body.version, state: body.state, lead: body.lead, township }
}

/** False when the algorithm was faster. */
async function confirm(dispatcher: Session, c: CaseState, proposal: Proposal | null): Promise<boolean> {
  const category = proposal?.leaf ?? proposal?.category ?? '01'
  const org = proposal?.org ?? (c.township === '' ? 'gxq.urban' : `town.${c.township}`)
  const urgency = proposal?.urgency ?? 'normal'
  const input = { org, category, urgency, duty: proposal?.duty ?? undefined, note: '' }
  return act(dispatcher, c, 'dispatch', input).then(
    () => true,
    (error: unknown) => {
      if (error instanceof Refused && error.code === 'not-now') return false
      throw error
    },
  )
}

class Refused extends Error {
  readonly code: string

  constructor(message: string, code: string) {
    super(message)
    this.code = code
  }
}

async function asLead(office: Office, c: CaseState, action: string, input: object = {}): Promise<void> {
  await act(await office.session(c.lead ?? ''), c, action, input)
}

async function byDispatcher(office: Office, c: CaseState, action: string, input: object): Promise<void> {
  await act(await office.session('dispatcher'), c, action, input)
}

/** One action on the version last seen; if somebody was faster (escalation, the algorithm), looks again and repeats. */
async function act(who: Session, c: CaseState, action: string, input: object): Promise<void> {
  let answer: Answer = { status: 0, body: null }
  for (let attempt = 0; attempt < 4; attempt++) {
    answer = await who.post(`/appeals/${c.id}/${action}`, { version: c.version, ...input })
    if (answer.status === 200) {
      Object.assign(c, { version: answer.body.version, state: answer.body.state, lead: leadOf(answer.body) })
      return
    }
    if (answer.status !== 409 || answer.body.code !== 'conflict') break
    c.version = answer.body.version
  }
  throw new Refused(
    `${action} on ${c.id}: ${answer.status} ${JSON.stringify(answer.body).slice(0, 300)}`,
    answer.body?.code ?? '',
  )
}

function leadOf(body: { lead: string | { org: string } | null }): string | null {
  return typeof body.lead === 'string' || body.lead === null ? body.lead : body.lead.org
}
