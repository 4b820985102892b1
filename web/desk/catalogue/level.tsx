import type { DataLevel, GradeLine } from '#modules/catalogue/contract'
import { useText } from '../../ui/i18n.tsx'
import { catalogueGradingTexts } from '../messages/catalogue-grading.ts'

/** A level by word; colour comes on top. */
export function LevelTag({ level }: { level: DataLevel | null }) {
  const t = useText(catalogueGradingTexts)
  if (level === null) return <span className="muted">{t('level.none')}</span>
  return <span className={`level level-${level}`}>{t(`level.${level}`)}</span>
}

/** Why a level is what it is, the highest reason first as the server gives them. */
export function GradeLines({ lines }: { lines: readonly GradeLine[] }) {
  const t = useText(catalogueGradingTexts)
  if (lines.length === 0) return <p className="muted">{t('no-lines')}</p>
  const word = (name: string, value: string | undefined) => {
    const key = `${name}.${value}`
    return key in catalogueGradingTexts ? t(key as 'degree.none') : (value ?? '')
  }
  const say = ({ key, values }: GradeLine) =>
    t(`line.${key}` as 'line.item', {
      ...values,
      object: word('object', values.object),
      degree: word('degree', values.degree),
    })
  return (
    <ul className="rule-list">
      {lines.map((line) => (
        <li key={`${line.key} ${JSON.stringify(line.values)}`}>
          {say(line)} <LevelTag level={line.level} />
        </li>
      ))}
    </ul>
  )
}
