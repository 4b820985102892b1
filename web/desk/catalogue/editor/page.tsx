import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import type { Content, ResourceView } from '#modules/catalogue/contract'
import { catalogueMessages } from '#modules/catalogue/messages'
import { ApiProblem } from '../../../ui/api.ts'
import { Button } from '../../../ui/controls.tsx'
import { ErrorSummary, type FieldError } from '../../../ui/error-summary.tsx'
import { type Texts, useText } from '../../../ui/i18n.tsx'
import { PageTitle } from '../../../ui/page.tsx'
import { useSession } from '../../../ui/session.tsx'
import { useFailureText } from '../../../ui/states.tsx'
import { OrgField } from '../../fields/org-field.tsx'
import { catalogueTexts } from '../../messages/catalogue.ts'
import { catalogueEditorTexts } from '../../messages/catalogue-editor.ts'
import { useFilters } from '../../shell/filters.ts'
import { useCatalogueAction } from '../api.ts'
import { DescriptionFields } from './description-fields.tsx'
import { emptyContent, errorsOf, fieldId } from './draft.ts'
import { FormFields } from './form-fields.tsx'
import { ItemTable } from './item-table.tsx'
import { LabelFields } from './label-fields.tsx'
import { RuleFields } from './rule-fields.tsx'
import { ScopeFields } from './scope-fields.tsx'

/** Part of a content that a group of fields changes. */
export type Change = (part: Partial<Content>) => void

export interface FieldsProps {
  readonly draft: Content
  readonly errors: readonly FieldError[]
  readonly onChange: Change
}

export function NewResource() {
  const t = useText(catalogueEditorTexts)
  const c = useText(catalogueTexts)
  const { me, hasRole } = useSession()
  const own = me?.posts.find((p) => p.role === 'data-manager')?.org
  const [provider, setProvider] = useState(own)
  return (
    <ContentForm
      title={t('title.new')}
      first={emptyContent(own ?? '')}
      path="/resources"
      more={{ provider: provider ?? '' }}
    >
      {hasRole('data-authority') && (
        <div id={fieldId('provider')}>
          <OrgField label={c('provider')} value={provider} onChange={setProvider} />
        </div>
      )}
    </ContentForm>
  )
}

export function EditResource({ resource: r }: { resource: ResourceView }) {
  const t = useText(catalogueEditorTexts)
  const first = r.draft ?? r.content
  return (
    <ContentForm
      title={t('title.edit', { name: first.name })}
      first={first}
      path={`/resources/${r.id}/draft`}
      more={{ revision: r.revision }}
    >
      <p className="muted">{t('edit.note')}</p>
    </ContentForm>
  )
}

interface ContentFormProps {
  readonly title: string
  readonly first: Content
  readonly path: string
  readonly more: object
  readonly children: React.ReactNode
}

function ContentForm({ title, first, path, more, children }: ContentFormProps) {
  const t = useText(catalogueEditorTexts)
  const [, change] = useFilters()
  const navigate = useNavigate()
  const [draft, setDraft] = useState(first)
  const [attempt, setAttempt] = useState(0)
  const failureText = useFailureText()
  const save = useCatalogueAction<{ id: string }>(
    ({ id }) => void navigate({ to: '/catalogue', search: { resource: id } }),
  )
  const found = useErrors(draft)
  const errors = attempt === 0 ? [] : found
  const onChange: Change = (part) => setDraft((old) => ({ ...old, ...part }))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAttempt(attempt + 1)
    if (found.length === 0) save.mutate({ path, input: { ...more, content: draft } })
  }
  const fields = { draft, errors, onChange }
  return (
    <main id="main" tabIndex={-1} className="page">
      <PageTitle title={title} />
      <form onSubmit={submit} className="content-form" noValidate>
        <ErrorSummary errors={errors} attempt={attempt} />
        {children}
        <DescriptionFields {...fields} />
        <ItemTable {...fields} />
        <LabelFields {...fields} />
        <RuleFields {...fields} />
        <ScopeFields {...fields} />
        <FormFields {...fields} />
        {save.error !== null && (
          <p role="alert" className="field-error">
            {failureText(save.error)} <ServerFaults error={save.error} />
          </p>
        )}
        <div className="button-row form-end">
          <Button kind="main" type="submit" busy={save.isPending}>
            {t('save')}
          </Button>
          <Button
            kind="quiet"
            onClick={() =>
              change({ edit: undefined, ...(path === '/resources' ? { resource: undefined } : {}) })
            }
          >
            {t('cancel')}
          </Button>
        </div>
      </form>
    </main>
  )
}

/** Faults that only the server saw, each in its sentence. */
function ServerFaults({ error }: { error: unknown }) {
  const say = useText(catalogueMessages as Texts)
  if (!(error instanceof ApiProblem) || !Array.isArray(error.details.faults)) return null
  const faults = error.details.faults as { path: string; key: string; values: Record<string, string> }[]
  return (
    <ul>
      {faults.map((f) => (
        <li key={`${f.path} ${f.key}`}>
          <a href={`#${fieldId(f.path)}`}>{say(f.key, f.values)}</a>
        </li>
      ))}
    </ul>
  )
}

const labels: Readonly<Record<string, keyof typeof catalogueEditorTexts>> = {
  'classification.class': 'class',
  'classification.item': 'item',
  'classification.subitem': 'subitem',
  'classification.detail': 'detail',
  'cycle.every': 'every',
  'cycle.graceHours': 'grace',
  'owner.org': 'owner.org',
  'owner.title': 'owner.title',
  'steward.org': 'steward.org',
  'steward.title': 'steward.title',
  'form.roles': 'form.roles',
}

function useErrors(draft: Content): FieldError[] {
  const t = useText(catalogueEditorTexts)
  const c = useText(catalogueTexts)
  const say = useText(catalogueMessages as Texts)
  const label = (path: readonly PropertyKey[]) => {
    const own = labels[path.join('.')]
    if (own !== undefined) return t(own)
    const last = String(path.at(-1))
    if (path[0] === 'items' && path.length > 1) {
      const n = t('item.number', { n: Number(path[1]) + 1 })
      const name = `item.${last}`
      const word =
        name in catalogueEditorTexts
          ? t(name as 'item.key')
          : name in catalogueTexts
            ? c(name as 'item.name')
            : last
      return `${t('items')} ${n} ${word}`
    }
    if (path[0] === 'rules') {
      const name = `rule.${last}`
      return `${t('rules')} ${Number(path[1]) + 1} ${name in catalogueEditorTexts ? t(name as 'rule.id') : last}`
    }
    if (path[0] === 'form') {
      const name = `form.${last === 'keyItem' ? 'key' : last}`
      return `${t('form')} ${name in catalogueEditorTexts ? t(name as 'form.item') : t('form.reason')}`
    }
    return path.join('.') in catalogueTexts ? c(path.join('.') as 'name') : last
  }
  return errorsOf(draft, { wrong: (key, field) => t(key, { field }), fault: say, label })
}
