import './scenarios.css'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useText } from '../../ui/i18n.tsx'
import { scenariosTexts } from '../messages/scenarios.ts'
import { useFilters } from '../shell/filters.ts'
import { NewPackage } from './form.tsx'
import { ScenarioList } from './list.tsx'
import { ScenarioPageView } from './scenario.tsx'

/** The list of scenarios; one of them or the form for a package where the address names it. */
export function ScenariosPage() {
  const [{ scenario }] = useFilters()
  if (scenario === undefined) return <ScenarioList />
  return (
    <Inside>{scenario === 'new' ? <NewPackage /> : <ScenarioPageView key={scenario} id={scenario} />}</Inside>
  )
}

function Inside({ children }: { children: ReactNode }) {
  const t = useText(scenariosTexts)
  return (
    <main id="main" tabIndex={-1} className="page scenarios">
      <Link to="." search={{}}>
        ← {t('back')}
      </Link>
      {children}
    </main>
  )
}
