import { Outlet } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useText } from '../ui/i18n.tsx'
import { commonTexts } from '../ui/messages/common.ts'
import { loadOutbox, useOutbox } from '../ui/outbox/store.ts'
import { PageTitle, SkipLink } from '../ui/page.tsx'
import { useSession, useSignIn } from '../ui/session.tsx'
import { SignInForm } from '../ui/sign-in-form.tsx'
import { Failure, Loading, OfflineBanner, useOnline } from '../ui/states.tsx'
import { LanguageSwitch } from '../ui/switches.tsx'
import { Link } from './links.ts'
import { fieldTexts } from './messages/field.ts'

/** Header, page, and three big targets at the thumb; the outbox shows how much waits. */
export function Layout() {
  const common = useText(commonTexts)
  const t = useText(fieldTexts)
  const { isSignedIn } = useSession()
  const { signOut } = useSignIn()
  useEffect(() => void loadOutbox(), [])
  return (
    <div className="shell">
      <SkipLink />
      <header className="header">
        <span className="brand">
          {common('product')} <span className="brand-app">{t('app')}</span>
        </span>
        <div className="header-switches">
          <LanguageSwitch />
          {isSignedIn && (
            <button type="button" className="switch" onClick={() => signOut.mutate()}>
              {t('sign-out')}
            </button>
          )}
        </div>
      </header>
      <OfflineBanner />
      <main id="main" tabIndex={-1} className="main">
        <Gate />
      </main>
      {isSignedIn && <Bar />}
    </div>
  )
}

function Gate() {
  const { me, isSignedIn, isPending, error, refetch } = useSession()
  if (isPending) return <Loading lines={6} />
  if (me === undefined) return <Failure error={error} onRetry={() => void refetch()} />
  return isSignedIn ? <Outlet /> : <SignIn />
}

function SignIn() {
  const t = useText(fieldTexts)
  const isOnline = useOnline()
  return (
    <div className="group">
      <PageTitle title={t('sign-in')} />
      {!isOnline && <p role="status">{t('sign-in.offline')}</p>}
      <SignInForm demoLogins={['grid', 'gxq.housing']} />
    </div>
  )
}

function Bar() {
  const t = useText(fieldTexts)
  const { unsent } = useOutbox()
  return (
    <nav className="bar" aria-label={t('nav')}>
      <Link to="/" className="bar-link" activeOptions={{ exact: true }}>
        <BarIcon path="M4 6h16M4 12h16M4 18h10" />
        {t('nav.tasks')}
      </Link>
      <Link to="/report" className="bar-link">
        <BarIcon path="M4 8h4l2-3h4l2 3h4v11H4zM12 16.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7z" />
        {t('nav.report')}
      </Link>
      <Link to="/collect" className="bar-link">
        <BarIcon path="M7 4h10v16H7zM10 9h4M10 13h4" />
        {t('nav.collect')}
      </Link>
      <Link to="/outbox" className="bar-link">
        <BarIcon path="M12 19V6M6 11l6-6 6 6M4 21h16" />
        {t('nav.outbox')}
        <span role="status" className="badge" data-count={unsent}>
          <span aria-hidden="true">{unsent === 0 ? '' : unsent}</span>
          <span className="visually-hidden">{unsent === 0 ? '' : t('nav.waiting', { count: unsent })}</span>
        </span>
      </Link>
    </nav>
  )
}

function BarIcon({ path }: { path: string }) {
  return (
    <svg viewBox="0 0 24 24" width="26" height="26" aria-hidden="true">
      <path
        d={path}
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}
