import { useLanguage, useText } from '../i18n.tsx'
import { runningTexts } from '../messages/running.ts'
import { PlaceName } from '../org-name.tsx'
import { fieldText, type Shown, shownText } from './values.ts'

/** A value of a row as people read it; a dash where there is none. */
export function Value({ item, value }: { item: Shown | undefined; value: unknown }) {
  const t = useText(runningTexts)
  const show = useShown()
  const text = fieldText(value)
  if (text === '') return <span>{t('none')}</span>
  if (item?.type === 'place') return <PlaceName path={text} />
  return <span>{show(item, value)}</span>
}

/** As text, where no element may stand: in files and options. */
export function useShown(): (item: Shown | undefined, value: unknown) => string {
  const t = useText(runningTexts)
  const { locale } = useLanguage()
  return (item, value) => shownText(item, value, { locale, yes: t('yes'), no: t('no') })
}
