import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import type { ResourceView } from '#modules/catalogue/contract'
import { Button, TextArea } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { useSession } from '../../ui/session.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { catalogueTexts } from '../messages/catalogue.ts'
import { useFilters } from '../shell/filters.ts'
import { useCatalogueAction } from './api.ts'

type Form = 'publish' | 'retire'

/** What the server says that this officer may do; a form opens below the buttons. */
export function ResourceControls({ r }: { r: ResourceView }) {
  const t = useText(catalogueTexts)
  const [, change] = useFilters()
  const { hasRole } = useSession()
  const [form, setForm] = useState<Form>()
  const may = (name: string) => r.may.includes(name)
  const toggle = (name: Form) => setForm(form === name ? undefined : name)
  return (
    <div className="no-print">
      <div className="button-row">
        {may('publish') && r.draft !== null && r.state !== 'retired' && (
          <Button kind="main" aria-expanded={form === 'publish'} onClick={() => toggle('publish')}>
            {t('publish')}
          </Button>
        )}
        {may('edit') && r.state !== 'retired' && (
          <Button onClick={() => change({ edit: '1' })}>{t('edit')}</Button>
        )}
        {may('retire') && r.state === 'published' && (
          <Button aria-expanded={form === 'retire'} onClick={() => toggle('retire')}>
            {t('retire')}
          </Button>
        )}
        {r.state === 'published' && hasRole('data-manager') && !may('edit') && (
          <Link to="/sharing/apply" search={{ resource: r.id }}>
            {t('apply')}
          </Link>
        )}
        <a href={`/api/v1/resources/${r.id}/odcs.yaml`} download>
          {t('export.odcs')}
        </a>
      </div>
      {form === 'publish' && (
        <WordsForm
          r={r}
          path="publish"
          field="note"
          label={t('publish.note')}
          onDone={() => setForm(undefined)}
        />
      )}
      {form === 'retire' && (
        <WordsForm
          r={r}
          path="retire"
          field="reason"
          label={t('retire.reason')}
          onDone={() => setForm(undefined)}
        />
      )}
    </div>
  )
}

interface WordsFormProps {
  readonly r: ResourceView
  readonly path: Form
  readonly field: 'note' | 'reason'
  readonly label: string
  readonly onDone: () => void
}

function WordsForm({ r, path, field, label, onDone }: WordsFormProps) {
  const t = useText(catalogueTexts)
  const failureText = useFailureText()
  const [text, setText] = useState('')
  const send = useCatalogueAction(onDone)
  const isReady = text.trim().length >= 2
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isReady)
      send.mutate({ path: `/resources/${r.id}/${path}`, input: { revision: r.revision, [field]: text } })
  }
  return (
    <form className="card narrow-form" onSubmit={submit}>
      <TextArea
        id={`resource-${path}`}
        label={label}
        rows={3}
        value={text}
        maxLength={2000}
        autoFocus
        onChange={(e) => setText(e.target.value)}
      />
      {send.error !== null && (
        <p role="alert" className="field-error">
          {failureText(send.error)}
        </p>
      )}
      <div className="button-row">
        <Button
          kind={path === 'retire' ? 'danger' : 'main'}
          type="submit"
          busy={send.isPending}
          aria-disabled={!isReady}
        >
          {t('confirm')}
        </Button>
        <Button kind="quiet" onClick={onDone}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}
