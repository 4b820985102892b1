import { useState } from 'react'
import type { GradeView, GradingView, ResourceView } from '#modules/catalogue/contract'
import { Button } from '../../ui/controls.tsx'
import { ExactTime } from '../../ui/deadline.tsx'
import { useText } from '../../ui/i18n.tsx'
import { Failure, Loading } from '../../ui/states.tsx'
import { catalogueGradingTexts } from '../messages/catalogue-grading.ts'
import { useCatalogueRead } from './api.ts'
import { GradeForm } from './grade-form.tsx'
import { GradeLines, LevelTag } from './level.tsx'

/** The level with its reasons, what the algorithm proposes, and every grade before. */
export function GradingSection({ r }: { r: ResourceView }) {
  const t = useText(catalogueGradingTexts)
  const grading = useCatalogueRead<GradingView>(`/resources/${r.id}/grading`)
  const [isGrading, setGrading] = useState(false)
  if (grading.isPending) return <Loading lines={4} />
  if (grading.error !== null) return <Failure error={grading.error} onRetry={() => void grading.refetch()} />
  const g = grading.data
  const [current] = g.history
  return (
    <>
      <p>
        {t('current')} <LevelTag level={current?.level ?? null} />{' '}
        <span className="muted">{t('rows', { rows: g.rows })}</span>{' '}
        {g.isDue && <span className="tag tag-warn">◆ {t('is-due')}</span>}
      </p>
      {g.need !== null && (
        <p className="draft-note" role="status">
          {t(`need.${g.need.cause}`, { source: g.need.source ?? '' })}{' '}
          <span className="muted">
            <ExactTime at={g.need.since} />
          </span>
        </p>
      )}
      {current !== undefined && <GradeLines lines={current.lines} />}
      <Proposed g={g} />
      {g.may && !isGrading && (
        <div>
          <Button kind={g.need === null ? 'plain' : 'main'} onClick={() => setGrading(true)}>
            {t('grade.start')}
          </Button>
        </div>
      )}
      {isGrading && <GradeForm key={g.history.length} r={r} g={g} onDone={() => setGrading(false)} />}
      <History history={g.history} />
    </>
  )
}

function Proposed({ g }: { g: GradingView }) {
  const t = useText(catalogueGradingTexts)
  return (
    <details open={g.need !== null}>
      <summary>
        {t('proposal')} <LevelTag level={g.proposal.level} />
      </summary>
      <p className="muted">
        {t('proposal.note')}
        {g.need !== null && ` ${t(g.recorded ? 'recorded' : 'unrecorded')}`}
      </p>
      <GradeLines lines={g.proposal.lines} />
      {g.sources.length > 0 && (
        <p>
          {t('sources')}{' '}
          {g.sources.map((s) => (
            <span key={s.id} className="inline-item">
              {s.name} <LevelTag level={s.level} />
            </span>
          ))}
        </p>
      )}
    </details>
  )
}

function History({ history }: { history: readonly GradeView[] }) {
  const t = useText(catalogueGradingTexts)
  return (
    <>
      <h3>{t('history')}</h3>
      {history.length === 0 && <p className="muted">{t('history.none')}</p>}
      <ol className="version-list">
        {history.map((h) => (
          <li key={h.seq}>
            <LevelTag level={h.level} />{' '}
            <span className="muted">
              <ExactTime at={h.at} /> ·{' '}
              {t('history.line', { version: h.version, grader: h.grader, review: h.review })}
            </span>
            <div className="as-written">{h.reason}</div>
            {h.apart !== '' && <div className="as-written">{t('apart.line', { apart: h.apart })}</div>}
          </li>
        ))}
      </ol>
    </>
  )
}
