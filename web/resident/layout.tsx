import { Outlet } from '@tanstack/react-router'
import { useText } from '../ui/i18n.tsx'
import { commonTexts } from '../ui/messages/common.ts'
import { SkipLink } from '../ui/page.tsx'
import { OfflineBanner } from '../ui/states.tsx'
import { ElderSwitch, LanguageSwitch, useElder } from '../ui/switches.tsx'
import { HomeIcon, ListIcon, PhoneIcon } from './icons.tsx'
import { Link } from './links.ts'
import { homeTexts } from './messages/home.ts'
import { ReadAloud } from './read-aloud.tsx'

/** Header, page, and the bar at thumb's height with the hotline that is always in sight. */
export function Layout() {
  const t = useText(homeTexts)
  const common = useText(commonTexts)
  const { isElder } = useElder()
  return (
    <div className="shell">
      <SkipLink />
      <header className="header no-print">
        <Link to="/" className="brand">
          <img src="/icon.svg" alt="" width="32" height="32" />
          {common('product')}
        </Link>
        <div className="header-switches">
          <ElderSwitch />
          <LanguageSwitch />
        </div>
      </header>
      <OfflineBanner />
      <main id="main" tabIndex={-1} className="main">
        {isElder && <ReadAloud />}
        <Outlet />
      </main>
      <nav className="bar no-print" aria-label={t('nav.label')}>
        <Link to="/" className="bar-link" activeOptions={{ exact: true }}>
          <HomeIcon />
          {t('nav.home')}
        </Link>
        <Link to="/mine" className="bar-link">
          <ListIcon />
          {t('nav.mine')}
        </Link>
        <a href="tel:12345" className="bar-link bar-call" title={t('call.hint')}>
          <PhoneIcon />
          {t('call')}
        </a>
      </nav>
    </div>
  )
}
