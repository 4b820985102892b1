import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { SavedView } from '#kernel/cases/contract'
import { api } from '../../ui/api.ts'
import { useText } from '../../ui/i18n.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { queueTexts } from '../messages/queue.ts'
import { type Filters, useFilters } from '../shell/filters.ts'
import { filterNames } from './tabs.ts'

const queryKey = ['saved-views'] as const

/** Tab and filters under a name; they follow the account to every desk. */
export function SavedViews() {
  const t = useText(queueTexts)
  const failureText = useFailureText()
  const [filters] = useFilters()
  const { data: views = [] } = useQuery({
    queryKey,
    queryFn: ({ signal }) => api.get<SavedView[]>('/saved-views', { type: 'appeal' }, signal),
  })
  const change = useChange()
  const isFiltered = filterNames.some((filter) => filters[filter] !== undefined)
  if (views.length === 0 && !isFiltered) return null
  return (
    <div className="saved-views">
      {views.map((view) => (
        <span key={view.id} className="saved-view">
          <Link to="/" search={view.query as Filters}>
            {view.name}
          </Link>
          <button
            type="button"
            aria-label={t('view.forget', { name: view.name })}
            onClick={() => change.mutate({ forget: view.id })}
          >
            ×
          </button>
        </span>
      ))}
      {isFiltered && <NameForm onSave={(name) => change.mutate({ save: name, query: viewOf(filters) })} />}
      {change.error !== null && (
        <span role="alert" className="field-error">
          {failureText(change.error)}
        </span>
      )}
    </div>
  )
}

type Change = { readonly forget: string } | { readonly save: string; readonly query: Filters }

function useChange() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (change: Change) =>
      'forget' in change
        ? api.delete<unknown>(`/saved-views/${change.forget}`)
        : api.post<unknown>('/saved-views', { type: 'appeal', name: change.save, query: change.query }),
    onSettled: () => client.invalidateQueries({ queryKey }),
  })
}

/** The open case is no part of a view. */
function viewOf(filters: Filters): Filters {
  return Object.fromEntries(
    Object.entries(filters).filter(([name, value]) => name !== 'case' && value !== undefined),
  )
}

function NameForm({ onSave }: { onSave: (name: string) => void }) {
  const t = useText(queueTexts)
  const [name, setName] = useState<string>()
  if (name === undefined)
    return (
      <button type="button" className="link-button" onClick={() => setName('')}>
        {t('view.save')}
      </button>
    )
  const save = () => {
    if (name.trim() === '') return
    onSave(name.trim())
    setName(undefined)
  }
  return (
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
        maxLength={50}
        // biome-ignore lint/a11y/noAutofocus: the field appears because the person asked for it.
        autoFocus
        onChange={(event) => setName(event.target.value)}
      />
      <button type="submit" className="button">
        {t('view.save')}
      </button>
    </form>
  )
}
