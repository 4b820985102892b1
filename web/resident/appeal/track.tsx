import { appeals, usePublicProgress } from '../../ui/cases.ts'
import { useText } from '../../ui/i18n.tsx'
import { useParam } from '../../ui/links.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { StateTag } from '../../ui/state-tag.tsx'
import { Failure, Loading } from '../../ui/states.tsx'
import { Timeline } from '../../ui/timeline.tsx'
import { Link } from '../links.ts'
import { appealTexts, mineTexts } from '../messages/mine.ts'
import { Holder } from './page.tsx'
import { Stages } from './stages.tsx'

/** The public progress that a receipt opens. */
export function TrackPage() {
  const t = useText(appealTexts)
  const mine = useText(mineTexts)
  const number = useParam('number')
  const id = useParam('id')
  const { data, error, isPending, refetch } = usePublicProgress(appeals, number, id)
  return (
    <div className="page">
      <div className="case-head">
        {data !== undefined && (
          <p className="case-card-line">
            <StateTag state={data.row.state} resident />
            <span className="numbers field-hint">{t('number', { number })}</span>
          </p>
        )}
        <PageTitle title={t('track.title')} />
      </div>
      {isPending && <Loading lines={6} />}
      {error !== null && data === undefined && <Failure error={error} onRetry={() => void refetch()} />}
      {data !== undefined && (
        <>
          <Stages state={data.row.state} />
          <Holder view={data.row} />
          <section className="group" aria-labelledby="steps">
            <h2 id="steps">{t('steps')}</h2>
            <Timeline steps={data.steps} />
          </section>
          <div className="privacy">
            <p>{t('track.note')}</p>
            <p>{t('track.sign-in')}</p>
          </div>
          <Link to="/mine" className="button">
            {mine('title')}
          </Link>
          <p className="field-hint">{t('track.updated')}</p>
        </>
      )}
    </div>
  )
}
