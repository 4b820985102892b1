import type { NeedState, OfferState } from '#modules/scenarios/contract'
import { useText } from '../../ui/i18n.tsx'
import { needsTexts } from '../messages/needs.ts'

const tags = {
  open: 'open',
  matched: 'work',
  closed: 'good',
  withdrawn: 'quiet',
  expired: 'quiet',
  waiting: 'work',
  listed: 'good',
  refused: 'warn',
} as const

export function WishTag({ state }: { state: NeedState | OfferState }) {
  const t = useText(needsTexts)
  return <span className={`tag tag-${tags[state]}`}>{t(`state.${state}`)}</span>
}
