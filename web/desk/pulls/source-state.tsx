import type { SourceRow } from '#modules/pulls/contract'
import { useText } from '../../ui/i18n.tsx'
import { pullTexts } from '../messages/pulls.ts'
import { ReasonText } from './reason.tsx'

/** A word and a sign; the reason below it when it does not go well. */
export function SourceState({ row }: { row: SourceRow }) {
  const t = useText(pullTexts)
  if (row.running) return <span className="nowrap">{t('state.running')}</span>
  const word =
    row.failures > 0
      ? t('state.failing', { n: row.failures })
      : t(row.state === 'paused' ? 'state.paused' : row.lastGoodAt === null ? 'state.new' : 'state.good')
  return (
    <>
      <span className={row.failures > 0 ? 'pull-failing nowrap' : 'nowrap'}>{word}</span>
      {row.error !== null && (
        <>
          <br />
          <span className="muted">
            <ReasonText reason={row.error} />
          </span>
        </>
      )}
    </>
  )
}
