import { useText } from '../ui/i18n.tsx'
import { PageTitle } from '../ui/page.tsx'
import { Link } from './links.ts'
import { homeTexts } from './messages/home.ts'

export function MissingPage() {
  const t = useText(homeTexts)
  return (
    <div className="page">
      <PageTitle title={t('missing.title')} />
      <p>{t('missing.text')}</p>
      <Link to="/" className="button button-main">
        {t('missing.home')}
      </Link>
    </div>
  )
}

/** Also stands for a piece of the app that could not be fetched, as after an update or without a network. */
export function CrashPage() {
  const t = useText(homeTexts)
  return (
    <div className="page" role="alert">
      <PageTitle title={t('crash.title')} />
      <p>{t('crash.text')}</p>
      <button type="button" className="button button-main" onClick={() => window.location.reload()}>
        {t('crash.reload')}
      </button>
    </div>
  )
}
