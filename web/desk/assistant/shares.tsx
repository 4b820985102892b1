import { useText } from '../../ui/i18n.tsx'
import { Failure, Loading } from '../../ui/states.tsx'
import { assistantTexts } from '../messages/assistant.ts'
import { useShares } from './query.ts'

/** What became of the questions of the last thirty days. */
export function SharesRow() {
  const t = useText(assistantTexts)
  const { data, error, refetch, isPending } = useShares()
  if (isPending) return <Loading lines={2} />
  if (error !== null) return <Failure error={error} onRetry={() => void refetch()} />
  const { days, questions, conversations, helpful, unhelpful } = data
  return (
    <div className="figures">
      <div className="figure">
        <p className="muted">{t('share.questions', { days })}</p>
        <p className="figure-value">{questions === 0 ? '—' : questions}</p>
      </div>
      <Share name={t('share.answered')} count={data.answered} all={questions} />
      <Share name={t('share.candidates')} count={data.candidates} all={questions} />
      <Share name={t('share.unknown')} count={data.unknown} all={questions} />
      <Share name={t('share.handed')} count={data.handedOver} all={conversations} />
      <Share name={t('share.helpful')} count={helpful} all={helpful + unhelpful} />
    </div>
  )
}

function Share({ name, count, all }: { name: string; count: number; all: number }) {
  const t = useText(assistantTexts)
  return (
    <div className="figure">
      <p className="muted">{name}</p>
      <p className="figure-value">{all === 0 ? '—' : `${Math.round((100 * count) / all)}%`}</p>
      <p className="muted">{t('share.of', { count, all })}</p>
    </div>
  )
}
