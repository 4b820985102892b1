import { Button } from '../ui/controls.tsx'
import { useText } from '../ui/i18n.tsx'
import { commonTexts } from '../ui/messages/common.ts'
import { PageTitle, SkipLink } from '../ui/page.tsx'
import { useSession, useSignIn } from '../ui/session.tsx'
import { SignInForm } from '../ui/sign-in-form.tsx'
import { Failure, Loading } from '../ui/states.tsx'
import { LanguageSwitch } from '../ui/switches.tsx'
import { commandTexts } from './messages/command.ts'
import { runOfPath } from './running/address.ts'
import { RunWall } from './running/wall.tsx'
import { SituationPage } from './situation-page.tsx'

/** The chief's page, for whoever may see a place as a whole; a scenario's wall for whom its package names. */
export function App() {
  const { me, isSignedIn, isPending, error, refetch, hasRole } = useSession()
  if (isPending) return <Loading lines={10} />
  if (me === undefined) return <Failure error={error} onRetry={() => void refetch()} />
  if (!isSignedIn) return <SignIn />
  const run = runOfPath(window.location)
  if (run !== undefined) return <RunWall at={run} />
  return hasRole('leader') || hasRole('supervisor') ? <SituationPage /> : <Denied />
}

function SignIn() {
  const t = useText(commandTexts)
  const common = useText(commonTexts)
  return (
    <>
      <SkipLink />
      <main id="main" tabIndex={-1} className="gate">
        <p className="brand">
          {common('product')} <span>{t('app')}</span> <LanguageSwitch />
        </p>
        <PageTitle title={t('sign-in')} />
        <SignInForm demoLogins={['leader', 'supervisor', 'city']} />
      </main>
    </>
  )
}

function Denied() {
  const t = useText(commandTexts)
  const { signOut } = useSignIn()
  return (
    <main id="main" className="gate">
      <PageTitle title={t('denied')} />
      <p>{t('denied.text')}</p>
      <Button onClick={() => signOut.mutate()}>{t('sign-out')}</Button>
    </main>
  )
}
