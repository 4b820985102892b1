import { Link } from '@tanstack/react-router'
import type { Me } from '#kernel/identity/contract'
import { useText } from '../../ui/i18n.tsx'
import { queueTexts } from '../messages/queue.ts'
import type { Filters } from '../shell/filters.ts'
import { useTabCounts } from './counts.ts'
import { type Tab, tabsFor } from './tabs.ts'

/** Links, not buttons: each heap has an address of its own. */
export function TabBar({ me, current }: { me: Me; current: Tab }) {
  const t = useText(queueTexts)
  const tabs = tabsFor(me)
  const counts = useTabCounts(tabs)
  return (
    <nav className="tab-bar" aria-label={t('tabs')}>
      {tabs.map((tab, i) => (
        <Link
          key={tab.name}
          to="/"
          search={(old: Filters) => ({ ...old, tab: tab.name })}
          data-current={tab.name === current.name}
          aria-current={tab.name === current.name ? 'page' : undefined}
          activeProps={{ 'aria-current': tab.name === current.name ? 'page' : undefined }}
        >
          {t(`tab.${tab.name}`)}{' '}
          {counts[i] !== undefined && <span className="numbers tab-count">{counts[i]}</span>}
        </Link>
      ))}
    </nav>
  )
}
