import type { WatchView } from '#modules/early-warning/contract'
import { useText } from '../../ui/i18n.tsx'
import { warningTexts } from '../messages/warnings.ts'

export function WatchStateTag({ watch: { state, inEffect } }: { watch: WatchView }) {
  const t = useText(warningTexts)
  if (state === 'on' && !inEffect) return <span className="tag">{t('watch.starting')}</span>
  return <span className={`tag tag-${state === 'on' ? 'good' : 'quiet'}`}>{t(`watch.${state}`)}</span>
}

/** The detector in words; one that has none yet by its own name. */
export function detectorName(t: (key: 'detector.threshold') => string, kind: string): string {
  const key = `detector.${kind}`
  return key in warningTexts ? t(key as 'detector.threshold') : kind
}
