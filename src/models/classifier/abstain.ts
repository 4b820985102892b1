import type { Prediction } from './types.ts'

/** Why a person should look, however high the confidence. */
export type AbstainReason = 'two-close-classes' | 'unknown-words'

/** Two labels that both take so much of the probability stand close. */
export const closeShare = 0.2
/** Of the training messages one in a thousand has more terms than this that the model does not know (.57). */
export const mostUnknown = 0.6

/** What speaks against acting alone on a prediction; the threshold on the confidence is the office's and comes later. */
export function abstainReasons({
  probabilities,
  unknownShare,
}: Pick<Prediction, 'probabilities' | 'unknownShare'>): AbstainReason[] {
  const reasons: AbstainReason[] = []
  if (unknownShare > mostUnknown) reasons.push('unknown-words')
  if ((probabilities[1]?.p ?? 0) >= closeShare) reasons.push('two-close-classes')
  return reasons
}
