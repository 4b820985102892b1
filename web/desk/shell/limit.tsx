import { lazy, Suspense } from 'react'
import type { Me } from '#kernel/identity/contract'
import { useText } from '../../ui/i18n.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { Loading } from '../../ui/states.tsx'
import { CodeForm, PasswordForm } from '../me/forms.tsx'
import { shellTexts } from '../messages/shell.ts'

const Enrol = lazy(async () => ({ default: (await import('../me/enrol.tsx')).Enrol }))

/** What has to be done before the session gives any right: a password of one's own, an authenticator, or its code. */
export function LimitPage({ limit }: { limit: NonNullable<Me['limit']> }) {
  const t = useText(shellTexts)
  return (
    <main id="main" tabIndex={-1} className="sign-in">
      <PageTitle title={t(`limit.${limit}`)} />
      {limit === 'password' && <PasswordForm />}
      {limit === 'code' && <CodeForm door="/session/totp" />}
      {limit === 'enrol' && (
        <Suspense fallback={<Loading lines={2} />}>
          <Enrol />
        </Suspense>
      )}
    </main>
  )
}
