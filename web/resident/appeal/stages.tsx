import { useText } from '../../ui/i18n.tsx'
import { appealTexts } from '../messages/mine.ts'
import { stageOf, stages } from './stage.ts'

/** The way of an appeal in five stages, as a parcel's. */
export function Stages({ state }: { state: string }) {
  const t = useText(appealTexts)
  const now = stageOf(state)
  if (now === 'withdrawn') return null
  const at = stages.indexOf(now)
  return (
    <ol className="stages" aria-label={t('stages')}>
      {stages.map((stage, i) => (
        <li
          key={stage}
          className="stage"
          data-reached={i <= at}
          {...(i === at ? { 'aria-current': 'step' as const } : {})}
        >
          {t(`stage.${stage}`)}
        </li>
      ))}
    </ol>
  )
}
