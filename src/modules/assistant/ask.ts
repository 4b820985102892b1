import { Refusal } from '#kernel/action/define'
import { findCase } from '#kernel/cases'
import type { Database } from '#kernel/database'
import { decide } from '#kernel/decisions'
import type { RouteRequest } from '#kernel/http/define'
import { systemActor } from '#kernel/identity/define'
import type { Kernel } from '#kernel/module'
import { maskText } from '#kernel/vault/rules'
import { foldText } from '#models/retrieval'
import type { AppealActions, Receipt } from '#modules/appeals'
import { everywhere, linkAppeal, recordTurn } from './actions.ts'
import { answerAlgorithm, citationsOf } from './algorithm.ts'
import { Ask, HandOver, type Turn, type TurnAnswer } from './contract.ts'
import { readConversation } from './queries.ts'
import type { Library } from './register.ts'
import { conversationText, dangerOf } from './rules.ts'
import { writeWording } from './wording.ts'

/** Above the register's threshold the first passage is the answer; above this the passages are offered as candidates. */
export const candidatesAbove = 0.1

const nothing: TurnAnswer = { citations: [], wording: null, words: [], urgent: null }

/**
 * One question. Danger words get written text at once, without any algorithm; everything else is a recorded decision,
 * and its gate says whether the first passage is the answer. The language model, if any, only rewords it.
 */
export async function answerQuestion(
  kernel: Kernel,
  { actor, body, key, trace }: Pick<RouteRequest, 'actor' | 'body' | 'key' | 'trace'>,
  library: (db: Database) => Promise<Library>,
): Promise<Turn> {
  const parsed = Ask.safeParse(body)
  if (!parsed.success) throw new Refusal('invalid', 'assistant.question-length')
  const { id } = parsed.data
  const question = maskText(parsed.data.question, 'full').text
  // Before anything is judged: a stranger's conversation takes no question.
  await readConversation(kernel.app.db, id, actor.person, kernel.clock.now())
  const record = (turn: Omit<Turn, 'seq' | 'helpful' | 'at' | 'question'>, decision: string | null) =>
    kernel.execute(recordTurn, { actor, input: { id, question, ...turn, decision }, key, trace })
  const urgent = dangerOf(foldText(question))
  if (urgent !== undefined)
    return record({ outcome: 'urgent', confidence: 1, answer: { ...nothing, urgent } }, null)
  const known = await library(kernel.app.db)
  const subject = { type: 'conversation', id, district: everywhere }
  const decision = await decide(kernel, answerAlgorithm(known), { question }, subject, trace)
  const { citations, words } = citationsOf(known, decision.explanation)
  const { confidence } = decision
  if (decision.gate === 'automatic') {
    const shown = citations.slice(0, 3)
    const wording = await writeWording(kernel, question, shown.slice(0, 2))
    return record(
      { outcome: 'answered', confidence, answer: { ...nothing, citations: shown, wording, words } },
      decision.id,
    )
  }
  const outcome = confidence >= candidatesAbove && citations.length > 0 ? 'candidates' : 'unknown'
  const answer = outcome === 'candidates' ? { ...nothing, citations, words } : nothing
  return record({ outcome, confidence, answer }, decision.id)
}

/** An internal note holds 2,000 characters. */
const notePart = 1900

/**
 * 转人工: the resident's words become an appeal, and the whole conversation its internal notes. Each step has a key, so
 * that a repeat after a lost answer makes no second appeal.
 */
export async function handOver(
  kernel: Kernel,
  { actor, body, trace }: Pick<RouteRequest, 'actor' | 'body' | 'trace'>,
  appeals: Pick<AppealActions, 'submit' | 'onCase'>,
): Promise<Receipt> {
  const parsed = HandOver.safeParse(body)
  if (!parsed.success)
    throw new Refusal('invalid', 'input.invalid', {
      fields: parsed.error.issues.map((i) => ({ path: i.path.join('.'), code: i.code, message: i.message })),
    })
  const { id, address, ...input } = parsed.data
  const conversation = await readConversation(kernel.app.db, id, actor.person, kernel.clock.now())
  if (conversation.appeal !== null)
    throw new Refusal('not-now', 'assistant.handed-over', { appeal: conversation.appeal })
  const where = address === undefined ? {} : { address }
  const receipt = await kernel.execute(appeals.submit, {
    actor,
    input: { ...input, where, channel: 'web' },
    key: `assistant:${id}`,
    trace,
  })
  await attachConversation(kernel, appeals, {
    id,
    appeal: receipt.id,
    text: conversationText(conversation.turns),
    trace,
  })
  await kernel.execute(linkAppeal, { actor, input: { id, appeal: receipt.id }, trace })
  return receipt
}

interface Attachment {
  readonly id: string
  readonly appeal: string
  readonly text: string
  readonly trace: string
}

/** Tries of one note: the classifier may propose and dispatch between reading the version and writing. */
const mostTries = 5

/** Internal notes of the appeal, as many as the conversation needs. */
async function attachConversation(
  kernel: Kernel,
  appeals: Pick<AppealActions, 'onCase'>,
  { id, appeal, text, trace }: Attachment,
): Promise<void> {
  const parts = text.match(new RegExp(`[\\s\\S]{1,${notePart}}`, 'gu')) ?? []
  for (const [at, part] of parts.entries()) {
    const note = `问一问对话记录（${at + 1}/${parts.length}）\n${part}`
    const write = async () => {
      const version = (await findCase(kernel.app.db, 'appeal', appeal))?.version ?? 1
      const input = { id: appeal, version, text: note }
      const actor = systemActor('assistant.hand-over')
      await kernel.execute(appeals.onCase.note, { actor, input, key: `assistant:${id}:${at}`, trace })
    }
    for (let attempt = 1; !(await isWritten(write, attempt)); attempt++);
  }
}

/** False where somebody else was faster; a key that is used up says that an earlier try wrote this very note. */
async function isWritten(write: () => Promise<void>, attempt: number): Promise<boolean> {
  try {
    await write()
    return true
  } catch (error) {
    if (error instanceof Refusal && error.message === 'input.key-reused') return true
    if (error instanceof Refusal && error.code === 'conflict' && attempt < mostTries) return false
    throw error
  }
}
