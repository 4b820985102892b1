import { useText } from '../ui/i18n.tsx'
import { PageTitle } from '../ui/page.tsx'
import { ListIcon, QuestionIcon, WriteIcon } from './icons.tsx'
import { Link } from './links.ts'
import { homeTexts } from './messages/home.ts'
import { warningTexts } from './messages/warnings.ts'
import { useDraft } from './report/draft-store.ts'
import { useCurrentWarnings } from './warnings/current.ts'

export function HomePage() {
  const t = useText(homeTexts)
  const { draft } = useDraft()
  const begun = draft.text.trim()
  return (
    <div className="page">
      <div className="home-head">
        <PageTitle title={t('title')} />
        <p className="home-lead">{t('lead')}</p>
      </div>
      <WarningsNow />
      <ul className="home-doors">
        <li>
          <Link to="/report" className="door door-main">
            <WriteIcon />
            <span>
              <span className="door-name">{t(begun === '' ? 'report' : 'report.go-on')}</span>
              <span className="door-hint">
                {begun === '' ? t('report.hint') : t('report.go-on-hint', { text: shorten(begun) })}
              </span>
            </span>
          </Link>
        </li>
        <li>
          <Link to="/ask" className="door">
            <QuestionIcon />
            <span>
              <span className="door-name">{t('ask')}</span>
              <span className="door-hint">{t('ask.hint')}</span>
            </span>
          </Link>
        </li>
        <li>
          <Link to="/mine" className="door">
            <ListIcon />
            <span>
              <span className="door-name">{t('mine')}</span>
              <span className="door-hint">{t('mine.hint')}</span>
            </span>
          </Link>
        </li>
      </ul>
      <p>
        <Link to="/open">{t('open')}</Link>
      </p>
      <p>
        <Link to="/needs">{t('needs')}</Link>
      </p>
      <p className="urgent-note">{t('urgent')}</p>
    </div>
  )
}

/** Nothing stands here while nothing holds. */
function WarningsNow() {
  const t = useText(warningTexts)
  const n = useCurrentWarnings().data?.rows.length ?? 0
  if (n === 0) return null
  return (
    <p className="urgent-note">
      <Link to="/warnings">▲ {t('link.home', { n })} ›</Link>
    </p>
  )
}

function shorten(text: string): string {
  const letters = [...text.replace(/\s+/g, ' ')]
  return letters.length > 16 ? `${letters.slice(0, 15).join('')}…` : letters.join('')
}
