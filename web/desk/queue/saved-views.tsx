import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useText } from '../../ui/i18n.tsx'
import { readSetting, writeSetting } from '../../ui/settings.ts'
import { queueTexts } from '../messages/queue.ts'
import { type Filters, useFilters } from '../shell/filters.ts'
import { filterNames } from './tabs.ts'

interface View {
  readonly name: string
  readonly search: Filters
}

const setting = 'desk.views'

/** Tab and filters under a name. They stay on this device. */
export function SavedViews() {
  const t = useText(queueTexts)
  const [filters] = useFilters()
  const [views, setViews] = useState<readonly View[]>(readViews)
  const [name, setName] = useState<string>()
  const isFiltered = filterNames.some((filter) => filters[filter] !== undefined)
  const keep = (next: readonly View[]) => {
    writeSetting(setting, JSON.stringify(next))
    setViews(next)
  }
  const save = () => {
    if (name === undefined || name.trim() === '') return
    const { case: _open, ...search } = filters
    keep([...views.filter((view) => view.name !== name.trim()), { name: name.trim(), search }])
    setName(undefined)
  }
  if (views.length === 0 && !isFiltered) return null
  return (
    <div className="saved-views">
      {views.map((view) => (
        <span key={view.name} className="saved-view">
          <Link to="/" search={{ ...view.search }}>
            {view.name}
          </Link>
          <button
            type="button"
            aria-label={t('view.forget', { name: view.name })}
            onClick={() => keep(views.filter((other) => other !== view))}
          >
            ×
          </button>
        </span>
      ))}
      {isFiltered && name === undefined && (
        <button type="button" className="link-button" onClick={() => setName('')}>
          {t('view.save')}
        </button>
      )}
      {name !== undefined && (
        <form
          className="saved-view-form"
          onSubmit={(event) => {
            event.preventDefault()
            save()
          }}
        >
          <input
            className="input"
            aria-label={t('view.name')}
            placeholder={t('view.name')}
            value={name}
            maxLength={20}
            // biome-ignore lint/a11y/noAutofocus: the field appears because the person asked for it.
            autoFocus
            onChange={(event) => setName(event.target.value)}
          />
          <button type="submit" className="button">
            {t('view.save')}
          </button>
        </form>
      )}
    </div>
  )
}

function readViews(): readonly View[] {
  try {
    const kept: unknown = JSON.parse(readSetting(setting) ?? '[]')
    return Array.isArray(kept) ? (kept as View[]) : []
  } catch {
    return []
  }
}
