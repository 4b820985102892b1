import { useText } from '../ui/i18n.tsx'
import { PageTitle } from '../ui/page.tsx'
import { fieldTexts } from './messages/field.ts'

/** An address that leads nowhere, or a page that broke: the tasks are one touch away, what waits is kept. */
export function MissingPage() {
  const t = useText(fieldTexts)
  return (
    <div className="group">
      <PageTitle title={t('missing')} />
      <p>{t('missing.kept')}</p>
      <a className="button button-main" href="/field/">
        {t('missing.back')}
      </a>
    </div>
  )
}
