import { levels, type WatchContent } from '#modules/early-warning/contract'
import { useText } from '../../ui/i18n.tsx'
import { LevelTag } from '../../ui/warning-level.tsx'
import { warningTexts } from '../messages/warnings.ts'
import { type DraftProps, wayOf } from './draft.ts'

/** From which measure on each level holds; an empty field leaves the level out. */
export function GradeFields({ draft, change }: DraftProps) {
  const t = useText(warningTexts)
  const way = wayOf(draft)
  const set = (level: WatchContent['grades'][number]['level'], text: string) => {
    const others = draft.grades.filter((g) => g.level !== level)
    const from = Number(text)
    change({ grades: text === '' || Number.isNaN(from) ? others : [...others, { level, from }] })
  }
  return (
    <fieldset className="watch-grades">
      <legend>{t('watch.grades')}</legend>
      <div className="form-grid">
        <label className="field">
          {t('watch.graded-by')}
          <select
            className="input"
            value={draft.gradedBy}
            onChange={(e) => change({ gradedBy: e.target.value as WatchContent['gradedBy'] })}
          >
            {way !== 'several' && (
              <option value="value">{t(draft.count === null ? 'graded.value' : 'graded.count')}</option>
            )}
            <option value="score">{t(way === 'value' ? 'graded.score' : 'graded.limits')}</option>
          </select>
        </label>
        {draft.gradedBy === 'value' && draft.count === null && (
          <label className="field">
            {t('watch.direction')}
            <select
              className="input"
              value={draft.direction}
              onChange={(e) => change({ direction: e.target.value as WatchContent['direction'] })}
            >
              <option value="above">{t('direction.above')}</option>
              <option value="below">{t('direction.below')}</option>
            </select>
          </label>
        )}
        {levels.map((level) => (
          <label key={level} className="field">
            <span>
              <LevelTag level={level} />
            </span>
            <input
              className="input"
              type="number"
              step="any"
              aria-label={t(`level.${level}`)}
              value={draft.grades.find((g) => g.level === level)?.from ?? ''}
              onChange={(e) => set(level, e.target.value)}
            />
          </label>
        ))}
      </div>
    </fieldset>
  )
}
