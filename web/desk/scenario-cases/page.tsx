import './scenario-cases.css'
import { Link } from '@tanstack/react-router'
import { useText } from '../../ui/i18n.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { scenarioCaseTexts } from '../messages/scenario-cases.ts'
import { useFilters } from '../shell/filters.ts'
import { ScenarioCaseList } from './list.tsx'
import { ScenarioCaseView } from './one.tsx'

/** Cases that scenarios opened; one of them where the address names it. */
export function ScenarioCasesPage() {
  const t = useText(scenarioCaseTexts)
  const [{ case: id }] = useFilters()
  return (
    <main id="main" tabIndex={-1} className="page scenario-cases">
      {id === undefined ? (
        <>
          <PageTitle title={t('title')} />
          <p className="muted">{t('intro')}</p>
          <ScenarioCaseList />
        </>
      ) : (
        <>
          <Link to="." search={{}} className="no-print">
            ← {t('back')}
          </Link>
          <ScenarioCaseView key={id} id={id} />
        </>
      )}
    </main>
  )
}
