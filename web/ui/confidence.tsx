import { useText } from './i18n.tsx'
import { commonTexts } from './messages/common.ts'

/** Bands of a calibrated probability: at 0.8 and above 97.4 % of the labels held out were right (data/models). */
const bands = [
  { from: 0.95, word: 'ai.certain', filled: 4 },
  { from: 0.8, word: 'ai.likely', filled: 3 },
  { from: 0.5, word: 'ai.unsure', filled: 2 },
  { from: 0, word: 'ai.guess', filled: 1 },
] as const

/** How sure an algorithm is, in words, bars and per cent. */
export function Confidence({ value }: { value: number }) {
  const t = useText(commonTexts)
  const band = bands.find(({ from }) => value >= from) ?? bands[3]
  return (
    <span className="confidence">
      <span aria-hidden="true" className="confidence-bars" data-filled={band.filled}>
        <i />
        <i />
        <i />
        <i />
      </span>
      {t('ai.confidence', { word: t(band.word), percent: Math.round(value * 100) })}
    </span>
  )
}

/** Stands wherever an algorithm spoke. */
export function AiMark() {
  const t = useText(commonTexts)
  return <span className="ai-mark">{t('ai.mark')}</span>
}
