import { Link } from '@tanstack/react-router'
import type { CaseView } from '#kernel/cases/contract'
import { WarningDetails } from '#modules/early-warning/contract'
import { proposeAlert } from '#modules/early-warning/rules'
import { useCase } from '../../ui/cases.ts'
import { deviceNow } from '../../ui/clock.ts'
import { useText } from '../../ui/i18n.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { useSession } from '../../ui/session.tsx'
import { Failure, Loading } from '../../ui/states.tsx'
import { warnings } from '../../ui/warnings.ts'
import { composeTexts } from '../messages/cap-compose.ts'
import { useFilters } from '../shell/filters.ts'
import { ComposeForm } from './compose.tsx'
import { type Draft, emptyDraft } from './draft.ts'

/** The compose form with what a warning says already filled in. */
export function FromWarning({ id }: { id: string }) {
  const t = useText(composeTexts)
  const [, change] = useFilters()
  const { hasRole } = useSession()
  const { data: c, error, isPending, refetch } = useCase(warnings, id)
  const details = WarningDetails.safeParse(c?.details).data
  return (
    <main id="main" tabIndex={-1} className="page">
      <Link to="/warnings" search={{ warning: id }}>
        ← {t('back.warning')}
      </Link>
      <PageTitle title={t('title.warning')} />
      {isPending && <Loading lines={8} />}
      {error !== null && <Failure error={error} onRetry={() => void refetch()} />}
      {!hasRole('warning-officer') && <p role="note">{t('from.warning.only')}</p>}
      {hasRole('warning-officer') && c !== undefined && details !== undefined && (
        <>
          <p className="muted">{t('from.warning', { number: c.number })}</p>
          <ComposeForm
            start={draftFrom(c, details)}
            isExercise={details.exercise}
            onDone={(alert) => change({ alert, warning: undefined })}
          />
        </>
      )}
    </main>
  )
}

function draftFrom(c: CaseView, d: WarningDetails): Draft {
  return {
    ...emptyDraft(deviceNow()),
    ...proposeAlert(c.state, d),
    event: d.watchName,
    headline: c.title,
    instruction: d.plan,
    places: [c.place],
    incidents: [c.number],
  }
}
