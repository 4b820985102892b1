import './control.css'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useText } from '../../ui/i18n.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { useSession } from '../../ui/session.tsx'
import { controlTexts } from '../messages/control.ts'
import { useFilters } from '../shell/filters.ts'
import { CalendarView } from './calendar.tsx'
import { ForbiddenView } from './forbidden.tsx'
import { InspectionPage } from './inspection.tsx'
import { InspectionList } from './inspections.tsx'
import { MeasuresView } from './measures.tsx'
import { ModelPage } from './model.tsx'
import { ModelForm } from './model-form.tsx'
import { ModelList } from './models.tsx'
import { Register } from './register.tsx'
import { SubjectPage } from './subject.tsx'
import { SubjectForm } from './subject-form.tsx'

const views = ['register', 'calendar', 'inspections', 'models', 'measures', 'forbidden'] as const
type View = (typeof views)[number]

/** The register and what stands beside it; one subject, model or task where the address names it. */
export function ControlPage() {
  const [{ subject, model, task, edit }] = useFilters()
  if (task !== undefined)
    return (
      <Inside view="inspections">
        <InspectionPage key={task} id={task} />
      </Inside>
    )
  if (subject !== undefined)
    return (
      <Inside view="register">
        {subject === 'new' ? <SubjectForm /> : <SubjectPage key={subject} id={subject} />}
      </Inside>
    )
  if (model === 'new')
    return (
      <Inside view="models">
        <ModelForm />
      </Inside>
    )
  if (model !== undefined)
    return (
      <Inside view="models">
        <ModelPage key={model} id={model} isEditing={edit === 'true'} />
      </Inside>
    )
  return <Views />
}

function Views() {
  const t = useText(controlTexts)
  const { hasRole } = useSession()
  const [{ view }] = useFilters()
  // The data authority keeps the tables and sees no subject.
  const seesSubjects = (['handler', 'data-manager', 'supervisor', 'leader', 'auditor'] as const).some(hasRole)
  const shown: readonly View[] = seesSubjects ? views : ['forbidden', 'measures']
  const current = shown.find((v) => v === view) ?? shown[0] ?? 'register'
  const content: Readonly<Record<View, () => ReactNode>> = {
    register: () => <Register />,
    calendar: () => <CalendarView />,
    inspections: () => <InspectionList />,
    models: () => <ModelList />,
    measures: () => <MeasuresView />,
    forbidden: () => <ForbiddenView />,
  }
  return (
    <main id="main" tabIndex={-1} className="page control">
      <PageTitle title={t('title')} />
      <p className="muted">{t('intro')}</p>
      <nav className="button-row" aria-label={t('views')}>
        {shown.map((v) => (
          <Link
            key={v}
            to="/control"
            search={{ view: v }}
            aria-current={v === current ? 'page' : undefined}
            className="sharing-tab"
          >
            {t(`view.${v}`)}
          </Link>
        ))}
      </nav>
      {content[current]()}
    </main>
  )
}

function Inside({ view, children }: { view: View; children: ReactNode }) {
  const t = useText(controlTexts)
  return (
    <main id="main" tabIndex={-1} className="page control">
      <Link to="/control" search={{ view }}>
        ← {t(`view.${view}`)}
      </Link>
      {children}
    </main>
  )
}
