import type { Level } from '#modules/control/contract'
import { useText } from '../../ui/i18n.tsx'
import { controlTexts } from '../messages/control.ts'

/** A level by its letter and in a word: colour alone says nothing. */
export function LevelTag({ level }: { level: Level | null }) {
  const t = useText(controlTexts)
  if (level === null) return <span className="muted">{t('level.none')}</span>
  return (
    <span className={`level-tag level-${level}`}>
      <strong>{level}</strong> {t(`level.${level}`)}
    </span>
  )
}
