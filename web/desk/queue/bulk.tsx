import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { CaseRow } from '#kernel/cases/contract'
import { api, newIntentionKey } from '../../ui/api.ts'
import { caseKeys } from '../../ui/cases.ts'
import { Button } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { actionLabels, useLabel } from '../../ui/labels.ts'
import { useFailureText } from '../../ui/states.tsx'
import { ActionFields } from '../case/action-fields.tsx'
import { type Field, type FormValues, forms, inputOf, problemsOf } from '../case/forms.ts'
import { queueTexts } from '../messages/queue.ts'
import type { Selection } from './page.tsx'

/** What is worth doing to many at once. */
const bulkActions = ['dispatch', 'accept', 'note', 'supervise'] as const
type BulkAction = (typeof bulkActions)[number]

/** As POST /appeals/bulk answers for each case. */
interface BulkResult {
  readonly id: string
  readonly done: boolean
  readonly problem: { readonly title: string } | null
}

interface BulkInput {
  readonly action: BulkAction
  readonly rows: readonly CaseRow[]
  readonly input: Readonly<Record<string, unknown>>
}

/** Appears with the first chosen row; each case is decided for itself, and what was refused says why. */
export function BulkBar({ rows, selection }: { rows: readonly CaseRow[]; selection: Selection }) {
  const t = useText(queueTexts)
  const label = useLabel()
  const [action, setAction] = useState<BulkAction>()
  const [values, setValues] = useState<FormValues>({})
  const chosen = rows.filter((row) => selection.ids.has(row.id))
  const bulk = useBulk()
  const able = (name: BulkAction) => chosen.filter((row) => row.can.includes(name))
  const choose = (name: BulkAction) => {
    setAction(name)
    setValues({})
    bulk.reset()
  }
  const fields = action === undefined ? [] : fieldsOf(action, able(action))
  const send = () => {
    if (action === undefined) return
    bulk.mutate(
      { action, rows: able(action), input: inputOf(fields, values) },
      {
        onSuccess: (results) =>
          selection.set(results.filter((result) => !result.done).map((result) => result.id)),
      },
    )
    setAction(undefined)
  }
  if (chosen.length === 0 && bulk.data === undefined && bulk.error === null) return null
  return (
    <section className="bulk-bar" aria-label={t('bulk')}>
      {chosen.length > 0 && (
        <div className="bulk-actions">
          <strong>{t('bulk.chosen', { count: chosen.length })}</strong>
          {bulkActions
            .filter((name) => able(name).length > 0)
            .map((name) => (
              <Button key={name} aria-pressed={action === name} onClick={() => choose(name)}>
                {label(actionLabels, name)} {able(name).length}
              </Button>
            ))}
          <button type="button" className="link-button" onClick={() => selection.set([])}>
            {t('bulk.clear')}
          </button>
        </div>
      )}
      {action !== undefined && chosen.length > 0 && (
        <div className="action-form">
          <ActionFields fields={fields} values={values} onChange={setValues} idPrefix="bulk" />
          <Button
            kind="main"
            aria-disabled={problemsOf(fields, values).length > 0}
            onClick={() => problemsOf(fields, values).length === 0 && send()}
          >
            {t('bulk.send', { action: label(actionLabels, action), count: able(action).length })}
          </Button>
        </div>
      )}
      <BulkReport bulk={bulk} rows={rows} />
    </section>
  )
}

/** Cases that are classified keep their category and urgency unless others are chosen. */
function fieldsOf(action: BulkAction, rows: readonly CaseRow[]): readonly Field[] {
  const areClassified = rows.every((row) => row.category !== null && row.urgency !== null)
  if (action !== 'dispatch' || !areClassified) return forms[action]
  return forms.dispatch.map((field) => (field.name === 'org' ? field : { ...field, isOptional: true }))
}

function BulkReport({ bulk, rows }: { bulk: ReturnType<typeof useBulk>; rows: readonly CaseRow[] }) {
  const t = useText(queueTexts)
  const failureText = useFailureText()
  const failed = bulk.data?.filter((result) => !result.done) ?? []
  return (
    <div role="status">
      {bulk.isPending && t('bulk.sending')}
      {bulk.error !== null && <p className="field-error">{failureText(bulk.error)}</p>}
      {bulk.data !== undefined && (
        <>
          <p>
            {t(failed.length === 0 ? 'bulk.all-done' : 'bulk.done', {
              done: bulk.data.length - failed.length,
              failed: failed.length,
            })}{' '}
            <button type="button" className="link-button" onClick={() => bulk.reset()}>
              {t('bulk.hide')}
            </button>
          </p>
          <ul>
            {failed.map((result) => (
              <li key={result.id}>
                <span className="numbers">
                  {rows.find((row) => row.id === result.id)?.number ?? result.id}
                </span>{' '}
                {result.problem?.title ?? t('bulk.refused')}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}

function useBulk() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ action, rows, input }: BulkInput) => {
      const body = { action, ids: rows.map(({ id, version }) => ({ id, version })), input }
      return api.post<readonly BulkResult[]>('/appeals/bulk', body, newIntentionKey())
    },
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: caseKeys.all('appeal') }),
        client.invalidateQueries({ queryKey: ['tab-counts'] }),
      ]),
  })
}
