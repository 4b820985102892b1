import { useQueryClient } from '@tanstack/react-query'
import { Link, Outlet, useNavigate, useRouterState } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import type { Me } from '#kernel/identity/contract'
import { ApiProblem } from '../../ui/api.ts'
import { useJoin, useText } from '../../ui/i18n.tsx'
import { roleLabels, useLabel } from '../../ui/labels.ts'
import { type LiveState, useLive } from '../../ui/live.ts'
import { commonTexts } from '../../ui/messages/common.ts'
import { OrgName } from '../../ui/org-name.tsx'
import { useSending } from '../../ui/outbox/use-sending.ts'
import { SkipLink } from '../../ui/page.tsx'
import { useSession, useSignIn } from '../../ui/session.tsx'
import { Failure, Loading, NoPermission, OfflineBanner } from '../../ui/states.tsx'
import { LanguageSwitch } from '../../ui/switches.tsx'
import { shellTexts } from '../messages/shell.ts'
import { Help } from './help.tsx'
import { useKeys } from './keys.ts'
import { LimitPage } from './limit.tsx'
import { pagesFor } from './nav.ts'
import { Navigation } from './navigation.tsx'
import { NoticesBell } from './notices.tsx'
import { SignInForm } from './sign-in.tsx'

/** Header, navigation and the page. Whoever is not signed in signs in here and stays at the address asked for. */
export function Shell() {
  const { me, isSignedIn, isPending, error, refetch } = useSession()
  useSessionEnd()
  if (isPending) return <Loading lines={6} />
  if (me === undefined) return <Failure error={error} onRetry={() => void refetch()} />
  if (!isSignedIn) return <SignInForm />
  if (me.limit !== null && me.limit !== undefined) return <LimitPage limit={me.limit} />
  if (me.posts.length === 0) return <NoPermission />
  return <SignedIn me={me} />
}

function SignedIn({ me }: { me: Me }) {
  const live = useLive(true)
  useSending(me.id)
  const [isHelpOpen, setHelpOpen] = useState(false)
  useKeys({ '?': () => setHelpOpen(true) })
  useGoKeys(me)
  return (
    <div className="desk">
      <SkipLink />
      <Header me={me} live={live} onHelp={() => setHelpOpen(true)} />
      <OfflineBanner />
      <Outlet />
      <Help isOpen={isHelpOpen} onClose={() => setHelpOpen(false)} pages={pagesFor(me)} />
    </div>
  )
}

function Header({ me, live, onHelp }: { me: Me; live: LiveState; onHelp: () => void }) {
  const t = useText(shellTexts)
  return (
    <header className="desk-header no-print">
      <Link to="/" className="desk-brand">
        {t('product')} <span>{t('desk')}</span>
      </Link>
      <Navigation me={me} />
      <LiveMark state={live} />
      <NoticesBell />
      <Who me={me} />
      <LanguageSwitch />
      <button type="button" className="switch desk-help" onClick={onHelp} aria-keyshortcuts="?">
        {t('help')} <kbd>?</kbd>
      </button>
      <SignOutButton />
    </header>
  )
}

function LiveMark({ state }: { state: LiveState }) {
  const t = useText(commonTexts)
  return (
    <span className={`live-mark live-${state}`} role="status" title={t(`live.${state}`)}>
      <span aria-hidden="true">{state === 'live' ? '●' : '▲'}</span>
      <span className={state === 'live' ? 'visually-hidden' : ''}>{t(`live.${state}`)}</span>
    </span>
  )
}

function Who({ me }: { me: Me }) {
  const t = useText(shellTexts)
  const join = useJoin()
  const label = useLabel()
  const [first] = me.posts
  const roles = join(me.posts.map((post) => label(roleLabels, post.role)))
  return (
    <Link to="/me" className="desk-who" title={`${t('nav.me')} · ${roles}`} activeOptions={{ exact: true }}>
      {first !== undefined && <OrgName code={first.org} />}
      <strong>{me.name}</strong>
    </Link>
  )
}

function SignOutButton() {
  const t = useText(shellTexts)
  const { signOut } = useSignIn()
  const navigate = useNavigate()
  const leave = () =>
    signOut.mutate(undefined, { onSuccess: () => void navigate({ to: '/sign-in', search: {} }) })
  return (
    <button type="button" className="switch" onClick={leave}>
      {t('sign-out')}
    </button>
  )
}

/** `g` and then a letter goes to a page. */
function useGoKeys(me: Me): void {
  const navigate = useNavigate()
  const [isGoing, setGoing] = useState(false)
  useEffect(() => {
    if (!isGoing) return
    const timer = setTimeout(() => setGoing(false), 1500)
    return () => clearTimeout(timer)
  }, [isGoing])
  const go = (to: string) => {
    setGoing(false)
    void navigate({ to, search: {} })
  }
  useKeys({ g: () => setGoing(true) }, !isGoing)
  const keyed = pagesFor(me).flatMap((page) =>
    page.key === null ? [] : [[page.key, () => go(page.to)] as const],
  )
  useKeys(Object.fromEntries(keyed), isGoing)
}

/** A session that ended elsewhere shows itself as a refusal: then it is asked again who is signed in. */
function useSessionEnd(): void {
  const client = useQueryClient()
  const path = useRouterState({ select: (state) => state.location.pathname })
  useEffect(
    () =>
      client.getQueryCache().subscribe((event) => {
        if (event.type !== 'updated' || event.action.type !== 'error' || event.query.queryKey[0] === 'me')
          return
        const { error } = event.action
        if (error instanceof ApiProblem && error.status === 401)
          void client.invalidateQueries({ queryKey: ['me'] })
      }),
    [client],
  )
  useEffect(() => {
    document.documentElement.dataset.page = path
  }, [path])
}
