import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import type { SessionView } from '#kernel/identity/contract'
import { api } from '../../ui/api.ts'
import { Button } from '../../ui/controls.tsx'
import { ExactTime, RelativeTime } from '../../ui/deadline.tsx'
import { useText } from '../../ui/i18n.tsx'
import { roleLabels, useLabel } from '../../ui/labels.ts'
import { OrgName } from '../../ui/org-name.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { useSession } from '../../ui/session.tsx'
import { Failure, Loading } from '../../ui/states.tsx'
import { meTexts } from '../messages/me.ts'
import { CodeForm, PasswordForm } from './forms.tsx'
import { totpKey } from './use-step.ts'

const Enrol = lazy(async () => ({ default: (await import('./enrol.tsx')).Enrol }))

/** One's own account: posts, password, authenticator, and where one is signed in. */
export function MyAccountPage() {
  const t = useText(meTexts)
  return (
    <main id="main" tabIndex={-1} className="page page-narrow">
      <PageTitle title={t('title')} />
      <Posts />
      <section className="card" aria-labelledby="my-password">
        <h2 id="my-password">{t('password')}</h2>
        <PasswordForm />
      </section>
      <Authenticator />
      <Sessions />
    </main>
  )
}

function Posts() {
  const t = useText(meTexts)
  const label = useLabel()
  const { me } = useSession()
  return (
    <section className="card" aria-labelledby="my-posts">
      <h2 id="my-posts">{me?.name}</h2>
      <ul>
        {me?.posts.map(({ role, org }) => (
          <li key={`${role} ${org}`}>
            {label(roleLabels, role)} · <OrgName code={org} full />
          </li>
        ))}
      </ul>
      <p className="muted">{t('posts.who')}</p>
    </section>
  )
}

function Authenticator() {
  const t = useText(meTexts)
  const [isRemoving, setRemoving] = useState(false)
  const { data, error, refetch } = useQuery({
    queryKey: totpKey,
    queryFn: ({ signal }) => api.get<{ on: boolean }>('/me/totp', undefined, signal),
  })
  return (
    <section className="card" aria-labelledby="my-totp">
      <h2 id="my-totp">{t('totp')}</h2>
      {error !== null && <Failure error={error} onRetry={() => void refetch()} />}
      {data?.on === false && (
        <Suspense fallback={<Loading lines={2} />}>
          <Enrol />
        </Suspense>
      )}
      {data?.on === true && <p>✓ {t('totp.on')}</p>}
      {data?.on === true && !isRemoving && (
        <Button className="start" onClick={() => setRemoving(true)}>
          {t('totp.remove')}
        </Button>
      )}
      {data?.on === true && isRemoving && <CodeForm door="/me/totp/off" asksPassword />}
    </section>
  )
}

function Sessions() {
  const t = useText(meTexts)
  const { data } = useQuery({
    queryKey: ['sessions'],
    queryFn: ({ signal }) => api.get<SessionView[]>('/sessions', undefined, signal),
  })
  if (data === undefined) return null
  return (
    <section className="card" aria-labelledby="my-sessions">
      <h2 id="my-sessions">{t('sessions')}</h2>
      <ul>
        {data.map((session) => (
          <li key={session.id}>
            <ExactTime at={session.createdAt} /> · {t('seen')} <RelativeTime at={session.seenAt} />
            {session.current && ' '}
            {session.current && <span className="tag tag-good">{t('this-one')}</span>}
          </li>
        ))}
      </ul>
      <p className="muted">{t('sessions.hint')}</p>
    </section>
  )
}
