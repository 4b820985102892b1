import { type FormEvent, useState } from 'react'
import type { CollectionForm, FormList, FormRow } from '#modules/collection/contract'
import { collectionMessages } from '#modules/collection/messages'
import { Button, TextField } from '../../ui/controls.tsx'
import { ErrorSummary, type FieldError } from '../../ui/error-summary.tsx'
import { useText } from '../../ui/i18n.tsx'
import { useParam } from '../../ui/links.tsx'
import type { Entry, FormProblem } from '../../ui/outbox/entry.ts'
import { addEntry, removeEntry, useOutbox } from '../../ui/outbox/store.ts'
import { PageTitle } from '../../ui/page.tsx'
import { useSession } from '../../ui/session.tsx'
import { Failure, Loading, useOnline } from '../../ui/states.tsx'
import { Link, useGo } from '../links.ts'
import { collectTexts } from '../messages/collect.ts'
import { MissingPage } from '../missing-page.tsx'
import { PhotoField } from '../photos/photo-field.tsx'
import { problemsIn, valuesOf } from './check.ts'
import { textOf, textsOf, useFormDraft } from './draft.ts'
import { Here } from './here.tsx'
import { fieldId, ItemInput } from './item-input.tsx'
import { useFormRows, useForms } from './kept.ts'
import { Prefill } from './prefill.tsx'

/** One form, new or for a row that exists. */
export function FormPage() {
  return <FormOf id={useParam('id')} entryId="" />
}

/** An entry that was refused, to be put right. */
export function EntryFormPage() {
  return <FormOf id={useParam('id')} entryId={useParam('entry')} />
}

function FormOf({ id, entryId }: { id: string; entryId: string }) {
  const forms = useForms()
  const { entries, isLoaded } = useOutbox()
  if (forms.error !== null) return <Failure error={forms.error} onRetry={() => void forms.refetch()} />
  if (forms.data === undefined || !isLoaded) return <Loading lines={6} />
  const form = forms.data.forms.find((f) => f.resource === id)
  const entry = entries.find((e) => e.id === entryId)
  if (form === undefined) return <MissingPage />
  return <FilledForm key={entryId} form={form} places={forms.data.places} entry={entry} />
}

interface FilledFormProps {
  readonly form: CollectionForm
  readonly places: FormList['places']
  readonly entry: Entry | undefined
}

function FilledForm({ form, places, entry }: FilledFormProps) {
  const t = useText(collectTexts)
  const isOnline = useOnline()
  const say = useProblemText(form)
  const { draft, change, setValues, clear } = useFormDraft(form.resource, entry)
  const [errors, setErrors] = useState<readonly FieldError[]>(() => (entry?.refusal?.problems ?? []).map(say))
  const send = useSending(form, entry)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const found = problemsIn(form, draft).map(say)
    setErrors(found)
    if (found.length === 0) await send(draft, clear)
  }
  return (
    <form className="group" onSubmit={(event) => void submit(event)} noValidate>
      <Link to="/collect" className="back">
        ‹ {t('back')}
      </Link>
      <PageTitle title={form.name} />
      <ErrorSummary errors={errors} />
      {draft.row === null ? (
        form.shape === 'records' && (
          <Existing
            form={form}
            onChoose={(row) =>
              change({
                row: { key: row.key, since: row.since, start: textsOf(row.data) },
                values: textsOf(row.data),
              })
            }
          />
        )
      ) : (
        <p>
          {t('editing', { key: draft.row.key })}{' '}
          <Button onClick={() => change({ row: null, values: {} })}>{t('editing.stop')}</Button>
        </p>
      )}
      <Here form={form} places={places} onFound={setValues} />
      <Prefill form={form} values={draft.values} onFound={setValues} />
      {form.photoItem !== null && (
        <PhotoField photos={draft.photos} onChange={(photos) => change({ photos })} />
      )}
      {form.items
        .filter((item) => item.name !== form.photoItem)
        .map((item) => (
          <ItemInput
            key={item.name}
            item={item}
            value={draft.values[item.name] ?? ''}
            places={places}
            errors={errors}
            onChange={(value) => setValues({ [item.name]: value })}
          />
        ))}
      <Button kind="main" type="submit" className="submit">
        {t(isOnline ? 'send' : 'send.offline')}
      </Button>
      <p className="muted">{t('kept')}</p>
    </form>
  )
}

function useProblemText(form: CollectionForm) {
  const say = useText(collectionMessages)
  return (p: FormProblem): FieldError => {
    const title = form.items.find((i) => i.name === p.item)?.title ?? p.item
    const what = say(`collection.problem.${p.reason}` as 'collection.problem.missing', {
      expected: p.expected ?? '',
    })
    return { field: fieldId(p.item), message: `${title}：${what}` }
  }
}

/** Kept on the phone first; what is put right takes the place of what was refused. */
function useSending(form: CollectionForm, entry: Entry | undefined) {
  const { me } = useSession()
  const go = useGo()
  return async (draft: ReturnType<typeof useFormDraft>['draft'], clear: () => Promise<unknown>) => {
    const values = valuesOf(form, draft)
    const key = draft.row?.key ?? textOf(values[form.items.find((i) => i.key)?.name ?? ''])
    await addEntry({
      owner: me?.id ?? '',
      title: key === '' ? form.name : key.startsWith(form.name) ? key : `${form.name} ${key}`,
      photos: draft.photos,
      work: {
        kind: 'form',
        resource: form.resource,
        values,
        base: draft.row?.since ?? null,
        ...(draft.row === null ? {} : { start: draft.row.start }),
      },
    })
    if (entry !== undefined) await removeEntry(entry.id)
    else await clear()
    await go({ to: '/outbox' })
  }
}

const mostShown = 20

function Existing({ form, onChoose }: { form: CollectionForm; onChoose: (row: FormRow) => void }) {
  const t = useText(collectTexts)
  const rows = useFormRows(form.resource)
  const [words, setWords] = useState('')
  const found = (rows.data?.rows ?? [])
    .filter((r) => words === '' || JSON.stringify(Object.values(r.data)).includes(words))
    .slice(0, mostShown)
  const name = form.items.find((i) => !i.key && i.type === 'text')?.name ?? ''
  return (
    <details className="existing">
      <summary>{t('existing')}</summary>
      <TextField
        id="existing-search"
        label={t('search')}
        value={words}
        onChange={(e) => setWords(e.target.value)}
      />
      {rows.data !== undefined && found.length === 0 && <p className="muted">{t('rows.empty')}</p>}
      <ul className="existing-rows">
        {found.map((row) => (
          <li key={row.key}>
            <Button className="wide" onClick={() => onChoose(row)}>
              {row.key} {textOf(row.data[name])}
            </Button>
          </li>
        ))}
      </ul>
    </details>
  )
}
