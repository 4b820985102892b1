import type { FindingFacts, GamingRule } from '../contract.ts'

/** A step of a case's timeline, as far as the rules look at it. */
export interface HistoryStep {
  readonly action: string
  readonly at: string
  readonly actor: string
  readonly actorKind: string
  readonly org: string | null
  /** What was written, where the step has words. */
  readonly text: string
}

export interface History {
  readonly org: string
  readonly steps: readonly HistoryStep[]
  /** The answer's time, as its clock began and was to end. */
  readonly answer: { readonly startedAt: string; readonly due: string } | null
}

export interface Suspicion {
  readonly rule: GamingRule
  readonly facts: FindingFacts
}

const minuteMs = 60_000
const dayMs = 86_400_000
/** Nobody reaches a resident, asks and types the result in less. */
const askMinutes = 2
/** The last tenth of the time: an answer only then and without any work looks like stopping the clock. */
const lastShare = 0.1
const reopenedWithinDays = 7
/** Share of common letter pairs (Dice) from which two answers are the same one. */
const sameAnswer = 0.9

const work = new Set(['handle', 'coAnswer', 'comment', 'note', 'attach', 'askCo', 'hold', 'requestExtension'])
const handling = new Set(['accept', 'handle', 'answer', 'coAnswer'])
const judging = new Set(['rate', 'revisit'])

/** What the history of one case alone gives reason to look at. A finding is a question to a person, no verdict. */
export function suspicionsOf(history: History): Suspicion[] {
  return [selfRated, ratedAtOnce, clockStopped, sameAnswerAgain].flatMap((rule) => rule(history) ?? [])
}

/** The rating was entered by somebody who worked on the case. */
function selfRated({ steps }: History): Suspicion | undefined {
  const workers = new Set(steps.filter((s) => handling.has(s.action)).map((s) => s.actor))
  const rating = steps.findLast(
    (s) => judging.has(s.action) && s.actorKind === 'officer' && workers.has(s.actor),
  )
  return rating === undefined ? undefined : { rule: 'self-rated', facts: { at: rating.at } }
}

/** An officer entered a rating sooner after the answer than anybody could have asked. */
function ratedAtOnce({ steps }: History): Suspicion | undefined {
  for (const [i, s] of steps.entries()) {
    if (s.action !== 'rate' || s.actorKind !== 'officer') continue
    const answer = steps.slice(0, i).findLast((a) => a.action === 'answer')
    const ms = answer === undefined ? Infinity : Date.parse(s.at) - Date.parse(answer.at)
    if (ms < askMinutes * minuteMs)
      return { rule: 'rated-at-once', facts: { seconds: Math.round(ms / 1000) } }
  }
  return undefined
}

/** Answered at the last moment with no work on record, and opened again soon after. */
function clockStopped({ steps, answer }: History): Suspicion | undefined {
  const at = steps.findIndex((s) => s.action === 'answer')
  const answered = steps[at]
  const reopened = steps.slice(at + 1).find((s) => s.action === 'reopen')
  if (answered === undefined || reopened === undefined || answer === null) return undefined
  const started = Date.parse(steps.find((s) => s.action === 'dispatch')?.at ?? answer.startedAt)
  if (steps.slice(0, at).some((s) => work.has(s.action))) return undefined
  const limit = Date.parse(answer.due) - started
  const left = Date.parse(answer.due) - Date.parse(answered.at)
  const days = (Date.parse(reopened.at) - Date.parse(answered.at)) / dayMs
  if (limit <= 0 || left < 0 || left > limit * lastShare || days > reopenedWithinDays) return undefined
  return {
    rule: 'clock-stopped',
    facts: { minutesLeft: Math.round(left / minuteMs), reopenedAfterDays: round(days) },
  }
}

/** After a reopening the answer is the old one, word for word or nearly. */
function sameAnswerAgain({ steps }: History): Suspicion | undefined {
  const answers = steps.filter((s) => s.action === 'answer')
  for (const [i, later] of answers.entries()) {
    const earlier = answers[i - 1]
    if (earlier === undefined) continue
    const share = likeness(earlier.text, later.text)
    if (share >= sameAnswer) return { rule: 'same-answer-again', facts: { share: round(share) } }
  }
  return undefined
}

/** A message of one person, and to whom it went. */
export interface Piece {
  readonly id: string
  readonly text: string
}

/** From so many on one matter split into several is no chance. */
const splitFrom = 3
const sameMatter = 0.6

/**
 * Cases that one person filed with one organization on one day and that say nearly the same: one matter made into
 * several, so that one good answer counts several times.
 * @returns the ids, the first one first; fewer than three are none
 */
export function splitPieces(pieces: readonly Piece[]): string[] {
  const first = pieces[0]
  if (first === undefined) return []
  const alike = pieces
    .filter((p) => p === first || likeness(first.text, p.text) >= sameMatter)
    .map((p) => p.id)
  return alike.length >= splitFrom ? alike : splitPieces(pieces.slice(1))
}

/** Share of common letter pairs, 0 to 1 (Dice 1945), without white space and punctuation. */
export function likeness(a: string, b: string): number {
  const [x, y] = [pairs(a), pairs(b)]
  if (x.size + y.size === 0) return 0
  let common = 0
  for (const pair of x) if (y.has(pair)) common++
  return (2 * common) / (x.size + y.size)
}

function pairs(text: string): Set<string> {
  const letters = [...text.replace(/[\p{P}\p{Z}\s]/gu, '')]
  return new Set(letters.slice(1).map((letter, i) => `${letters[i]}${letter}`))
}

const round = (x: number) => Math.round(x * 100) / 100
