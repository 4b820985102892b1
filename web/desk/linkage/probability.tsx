import { AiMark } from '../../ui/confidence.tsx'
import { useText } from '../../ui/i18n.tsx'
import { linkageJudgingTexts } from '../messages/linkage-judging.ts'

const bands = [
  { from: 0.98, word: 'probability.5' },
  { from: 0.75, word: 'probability.4' },
  { from: 0.25, word: 'probability.3' },
  { from: 0.02, word: 'probability.2' },
  { from: 0, word: 'probability.1' },
] as const

/** What the model holds, in words first. Near the ends a decimal more: 99.99 is not 100. */
export function Probability({ value }: { value: number }) {
  const t = useText(linkageJudgingTexts)
  const word = bands.find(({ from }) => value >= from)?.word ?? 'probability.1'
  const percent = Math.min(99.99, value * 100)
  const text = percent > 99 || percent < 1 ? percent.toFixed(2) : percent.toFixed(0)
  return (
    <p className="linkage-probability">
      <AiMark /> <strong>{t(word)}</strong>{' '}
      <span className="muted">{t('probability', { percent: text })}</span>
    </p>
  )
}
