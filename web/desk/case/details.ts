import type { CaseView } from '#kernel/cases/contract'
import type { AppealDetails, Proposal } from '#modules/appeals/contract'
import { ApiProblem } from '../../ui/api.ts'
import type { Term } from '../../ui/highlight.tsx'

/** The appeal's own part; empty for readers who get none. */
export function detailsOf(c: CaseView): Partial<AppealDetails> {
  return c.details as Partial<AppealDetails>
}

export function proposalOf(c: CaseView): Proposal | null {
  return detailsOf(c).proposal ?? null
}

/** Why a person decides about a proposal, as the page has a sentence for it. */
export const reasons = [
  'rights',
  'drift',
  'never-automatic',
  'below-threshold',
  'unknown-words',
  'two-close-classes',
  'class-without-model',
  'no-department',
] as const

export function isReason(code: string): code is (typeof reasons)[number] {
  return (reasons as readonly string[]).includes(code)
}

/** One row a word: the model counts words and letters in several ways, the reader wants the word once. */
export function mergeTerms(terms: Proposal['terms']): Term[] {
  const byWord = new Map<string, Term>()
  for (const term of terms) {
    const known = byWord.get(term.term)
    byWord.set(term.term, {
      term: term.term,
      weight: (known?.weight ?? 0) + term.weight,
      spans: known?.spans ?? term.spans,
    })
  }
  return [...byWord.values()].toSorted((a, b) => b.weight - a.weight)
}

/** True when one of the reader's organizations was asked for a co-answer and has not given it. */
export function owesCoAnswer(c: CaseView, posts: readonly { readonly org: string }[]): boolean {
  return c.handlers.co.some(
    (handler) => handler.answeredAt === null && posts.some((post) => post.org === handler.org),
  )
}

/** It could be read before and cannot be any more, as after giving it back. */
export function isGone(error: unknown): boolean {
  return error instanceof ApiProblem && (error.status === 404 || error.status === 403)
}
