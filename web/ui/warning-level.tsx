import './warnings.css'
import type { Level } from '#modules/early-warning/contract'
import { useText } from './i18n.tsx'
import { warningWords } from './messages/warnings.ts'

/** The level in a word and its colour; the word alone would do. */
export function LevelTag({ level }: { level: Level }) {
  const t = useText(warningWords)
  return <span className={`level level-${level}`}>{t(`level.${level}`)}</span>
}

export function WarningState({ state }: { state: string }) {
  const t = useText(warningWords)
  return (
    <span className={`tag tag-${state === 'closed' ? 'quiet' : state === 'raised' ? 'warn' : 'open'}`}>
      {t(`state.${state}` as 'state.raised')}
    </span>
  )
}

/** A number as people read it: no more digits than it has. */
export function shown(value: number | null, unit = ''): string {
  if (value === null) return '—'
  const text = Number(value.toPrecision(6)).toLocaleString('zh-CN', { maximumFractionDigits: 3 })
  return unit === '' ? text : `${text} ${unit}`
}
