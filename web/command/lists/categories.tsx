import type { CaseStatistics } from '#kernel/cases/contract'
import { useText } from '../../ui/i18n.tsx'
import { CategoryName } from '../../ui/org-name.tsx'
import { openView } from '../address.ts'
import { commandTexts } from '../messages/command.ts'

const shown = 8

/** What people report most; a bar per category, its number opens the cases. */
export function CategoriesPanel({ categories }: { categories: CaseStatistics['categories'] }) {
  const t = useText(commandTexts)
  const top = categories.filter((c) => c.submitted > 0).slice(0, shown)
  const most = Math.max(1, ...top.map((c) => c.submitted))
  return (
    <section className="panel categories-panel" aria-labelledby="categories-title">
      <header className="panel-head">
        <h2 id="categories-title">
          {t('categories')} <small>{t('categories.period')}</small>
        </h2>
      </header>
      {top.length === 0 && <p className="muted">{t('categories.empty')}</p>}
      <ul className="rows">
        {top.map(({ category, submitted }) => (
          <li key={category}>
            <button
              type="button"
              className="category-row"
              disabled={category === ''}
              onClick={() => openView({ list: 'category', category })}
            >
              <span className="category-name">
                {category === '' ? t('categories.none') : <CategoryName code={category} />}
              </span>
              <span className="numbers">{submitted}</span>
              <span className="category-bar" style={{ width: `${(100 * submitted) / most}%` }} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
