import { Link } from '@tanstack/react-router'
import { useText } from '../../ui/i18n.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { shellTexts } from '../messages/shell.ts'

export function Missing() {
  const t = useText(shellTexts)
  return (
    <main id="main" tabIndex={-1} className="page">
      <PageTitle title={t('missing.title')} />
      <p>
        <Link to="/">{t('missing.back')}</Link>
      </p>
    </main>
  )
}
