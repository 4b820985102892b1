import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Button } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { useSession } from '../../ui/session.tsx'
import { assistantTexts } from '../messages/assistant.ts'
import { type Filters, useFilters } from '../shell/filters.ts'
import { Gaps } from './gaps.tsx'
import { History } from './history.tsx'
import { ImportBox } from './import-box.tsx'
import { Passages } from './passages.tsx'
import { SharesRow } from './shares.tsx'
import { Synonyms } from './synonyms.tsx'
import { Waiting } from './waiting.tsx'

const tabs = ['passages', 'waiting', 'synonyms', 'gaps'] as const
type Tab = (typeof tabs)[number]

/** What the assistant may quote, how people say it, and what it could not answer. */
export function AssistantPage() {
  const t = useText(assistantTexts)
  const [filters] = useFilters()
  const { hasRole } = useSession()
  const [isImporting, setImporting] = useState(false)
  const tab: Tab = tabs.find((name) => name === filters.part) ?? 'passages'
  const mayEdit = (['clerk', 'supervisor', 'admin'] as const).some(hasRole)
  return (
    <main id="main" tabIndex={-1} className="page">
      <div className="page-head">
        <PageTitle title={t('title')} />
        {mayEdit && (
          <Button aria-pressed={isImporting} onClick={() => setImporting(!isImporting)}>
            {t('import')}
          </Button>
        )}
      </div>
      <SharesRow />
      {isImporting && <ImportBox />}
      <nav className="tab-bar" aria-label={t('tab.label')}>
        {tabs.map((name) => (
          <Link
            key={name}
            to="/assistant"
            search={(): Filters => ({ part: name })}
            data-current={name === tab}
            aria-current={name === tab ? 'page' : undefined}
            activeProps={{ 'aria-current': name === tab ? 'page' : undefined }}
          >
            {t(`tab.${name}`)}
          </Link>
        ))}
      </nav>
      {tab === 'passages' && <History kind="passage" mayEdit={mayEdit} />}
      {tab === 'synonyms' && <History kind="synonym" mayEdit={mayEdit} />}
      {tab === 'passages' && <Passages mayEdit={mayEdit} />}
      {tab === 'waiting' && <Waiting mayEdit={mayEdit} />}
      {tab === 'synonyms' && <Synonyms mayEdit={mayEdit} />}
      {tab === 'gaps' && <Gaps />}
    </main>
  )
}
