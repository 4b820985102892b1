import { useQuery } from '@tanstack/react-query'
import type { Passage } from '#modules/assistant/contract'
import { api } from '../../ui/api.ts'
import { useText } from '../../ui/i18n.tsx'
import { useParam } from '../../ui/links.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { Failure, Loading } from '../../ui/states.tsx'
import { Link } from '../links.ts'
import { askTexts, handOverTexts, passageTexts } from '../messages/ask.ts'
import { VersionDate } from './turn.tsx'

/** The whole passage that an answer quotes, with its source and the day of its text. */
export function PassagePage() {
  const t = useText(passageTexts)
  const ask = useText(askTexts)
  const back = useText(handOverTexts)
  const id = useParam('id')
  const { data, error, refetch, isPending } = useQuery({
    queryKey: ['passage', id],
    queryFn: ({ signal }) => api.get<Passage>(`/assistant/passages/${id}`, undefined, signal),
  })
  return (
    <div className="page">
      {isPending && <Loading lines={6} />}
      {error !== null && <Failure error={error} onRetry={() => void refetch()} />}
      {data !== undefined && (
        <>
          <PageTitle title={data.title} />
          <p className="facts">
            <span>{ask(`source.${data.source}`)}</span>
            <span>{data.section}</span>
            <VersionDate date={data.versionDate} />
          </p>
          {data.status === 'superseded' && <p className="urgent-note">{t('superseded')}</p>}
          <div className="card passage-text">
            {data.text.split('\n').map((line, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a text never move.
              <p key={at}>{line}</p>
            ))}
          </div>
          <p className="field-hint">{t(data.source === 'past-answer' ? 'note.past-answer' : 'note')}</p>
          {data.url !== '' && (
            <a href={data.url} rel="noreferrer" className="button">
              {t('link')}
            </a>
          )}
        </>
      )}
      <Link to="/ask" className="button">
        {back('back')}
      </Link>
    </div>
  )
}
