import { type FormEvent, type ReactNode, useState } from 'react'
import { Button } from '../../ui/controls.tsx'
import { ErrorSummary, type FieldError } from '../../ui/error-summary.tsx'
import { useText } from '../../ui/i18n.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { TickIcon } from '../icons.tsx'
import { Link } from '../links.ts'
import { reportTexts } from '../messages/report.ts'
import { useDraft } from './draft-store.ts'

interface StepPageProps {
  readonly step: 1 | 2 | 3 | 4
  readonly title: string
  readonly back?: '/report' | '/report/where' | '/report/who'
  readonly next: ReactNode
  readonly busy?: boolean
  readonly errors: readonly FieldError[]
  readonly attempt?: number
  readonly errorTitle?: string
  readonly children: ReactNode
  readonly onNext: () => void
}

/** One question, its errors, and one main button at thumb's height. */
export function StepPage({
  step,
  title,
  back,
  next,
  busy = false,
  errors,
  attempt,
  errorTitle,
  children,
  onNext,
}: StepPageProps) {
  const t = useText(reportTexts)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!busy) onNext()
  }
  return (
    <form className="page step-page" noValidate onSubmit={submit}>
      <p className="step-count">
        {back !== undefined && (
          <Link to={back} className="step-back" activeOptions={{ exact: true }}>
            ‹ {t('back')}
          </Link>
        )}
        <span>{t('step', { step })}</span>
      </p>
      <PageTitle title={title} />
      <ErrorSummary
        errors={errors}
        {...(attempt === undefined ? {} : { attempt })}
        {...(errorTitle === undefined ? {} : { title: errorTitle })}
      />
      {children}
      <div className="main-action">
        <Kept />
        <Button type="submit" kind="main" busy={busy}>
          {next}
        </Button>
      </div>
    </form>
  )
}

function Kept() {
  const t = useText(reportTexts)
  const { draft, isKept } = useDraft()
  if (!isKept) return <p className="kept kept-not">{t('kept.not')}</p>
  if (draft.text === '') return null
  return (
    <p className="kept">
      <TickIcon /> {t('kept')}
    </p>
  )
}

/** Errors appear when one tries to go on, and go when they are mended. */
export function useStepErrors(find: () => FieldError[]) {
  const [attempt, setAttempt] = useState(0)
  const found = find()
  const check = (): boolean => {
    setAttempt(attempt + 1)
    return found.length === 0
  }
  return { errors: attempt === 0 ? [] : found, attempt, check }
}
