import { useQuery } from '@tanstack/react-query'
import { api } from '../../ui/api.ts'
import { useText } from '../../ui/i18n.tsx'
import { shellTexts } from '../messages/shell.ts'

interface Settings {
  readonly demo: {
    readonly password: string
    readonly accounts: readonly { readonly login: string; readonly name: string }[]
  } | null
}

/** In the demo city: the accounts that fill the form. Elsewhere: who gives an account. */
export function DemoAccounts({ onChoose }: { onChoose: (login: string, password: string) => void }) {
  const t = useText(shellTexts)
  const { data } = useQuery({
    queryKey: ['settings'],
    queryFn: ({ signal }) => api.get<Settings>('/settings', undefined, signal),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const demo = data?.demo
  if (demo == null) return <p className="muted">{t('sign-in.who')}</p>
  return (
    <section aria-labelledby="demo-title">
      <h2 id="demo-title">{t('sign-in.demo')}</h2>
      <div className="demo-accounts">
        {demo.accounts.map((account) => (
          <button
            key={account.login}
            type="button"
            className="switch"
            onClick={() => onChoose(account.login, demo.password)}
          >
            {account.name}
          </button>
        ))}
      </div>
      <p className="muted">{t('sign-in.demo-orgs')}</p>
    </section>
  )
}
