import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import type { LinkageView } from '#modules/linkage/contract'
import { Button } from '../../ui/controls.tsx'
import { ErrorSummary, type FieldError } from '../../ui/error-summary.tsx'
import { useText } from '../../ui/i18n.tsx'
import { useOrgName } from '../../ui/org-name.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { useSession } from '../../ui/session.tsx'
import { Failure, Loading, useFailureText } from '../../ui/states.tsx'
import { linkageTexts } from '../messages/linkage.ts'
import { useGrants, useItems, useLinkageWrite } from './api.ts'
import { addSource, contentOf, type Draft, draftOf, faultsOf, fieldId } from './draft.ts'
import { useFaultTexts } from './faults.ts'
import { HeadFields, ThresholdFields } from './head-fields.tsx'
import { SelectField } from './select-field.tsx'
import { SourceFields } from './source-fields.tsx'

/** Makes a linkage, or changes one. */
export function LinkageForm({ linkage }: { linkage?: LinkageView }) {
  const t = useText(linkageTexts)
  const orgName = useOrgName()
  const { me } = useSession()
  const orgs = [...new Set(me?.posts.filter((p) => p.role === 'data-manager').map((p) => p.org))]
  const [chosen, setChosen] = useState<string>()
  const org = linkage?.org ?? chosen ?? orgs[0] ?? ''
  return (
    <>
      <PageTitle
        title={linkage === undefined ? t('form.new') : t('form.edit', { name: linkage.content.name })}
      />
      {linkage === undefined && orgs.length > 1 && (
        <SelectField
          id={fieldId('org')}
          label={t('org')}
          options={orgs.map((code) => ({ value: code, label: orgName(code) }))}
          value={org}
          onChange={setChosen}
        />
      )}
      <ContentForm key={org} org={org} linkage={linkage} />
    </>
  )
}

function ContentForm({ org, linkage }: { org: string; linkage: LinkageView | undefined }) {
  const t = useText(linkageTexts)
  const navigate = useNavigate()
  const failureText = useFailureText()
  const texts = useFaultTexts()
  const [draft, setDraft] = useState(() => draftOf(linkage?.content))
  const [attempt, setAttempt] = useState(0)
  const save = useLinkageWrite<{ id: string }>('/linkages')
  const change = (part: Partial<Draft>) => setDraft((old) => ({ ...old, ...part }))
  const found = texts.own(faultsOf(draft), draft.kind)
  const refused = texts.ofServer(save.error, draft.kind)
  const errors = attempt === 0 ? [] : [...found, ...(found.length === 0 ? refused : [])]
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAttempt(attempt + 1)
    save.reset()
    if (found.length > 0) return
    const before = linkage === undefined ? {} : { id: linkage.id, revision: linkage.revision }
    save.mutate(
      { ...before, org, content: contentOf(draft) },
      {
        onSuccess: () => void navigate({ to: '/linkage', search: {} }),
        // What the server refused takes the focus as what was found here does.
        onError: () => setAttempt((old) => old + 1),
      },
    )
  }
  return (
    <form onSubmit={submit} className="linkage-form" noValidate>
      <ErrorSummary errors={errors} attempt={attempt} />
      <HeadFields draft={draft} errors={errors} onChange={change} />
      <ThresholdFields draft={draft} errors={errors} onChange={change} />
      <Sources org={org} draft={draft} errors={errors} onChange={setDraft} />
      {save.error !== null && refused.length === 0 && (
        <p role="alert" className="field-error">
          {failureText(save.error)}
        </p>
      )}
      <div className="linkage-buttons">
        <Button kind="main" type="submit" busy={save.isPending}>
          {t('save')}
        </Button>
        <Button kind="quiet" onClick={() => void navigate({ to: '/linkage', search: {} })}>
          {t('cancel')}
        </Button>
      </div>
    </form>
  )
}

interface SourcesProps {
  readonly org: string
  readonly draft: Draft
  readonly errors: readonly FieldError[]
  readonly onChange: (draft: Draft) => void
}

/** Most sources of one linkage (contract). */
const mostSources = 20

function Sources({ org, draft, errors, onChange }: SourcesProps) {
  const t = useText(linkageTexts)
  const grants = useGrants(org)
  const active = grants.data?.rows.filter((g) => g.state === 'active') ?? []
  const resourceOf = (grant: string) => active.find((g) => g.id === grant)?.resource ?? ''
  const items = useItems(draft.sources.map((s) => resourceOf(s.grant)).filter((id) => id !== ''))
  const { sources } = draft
  return (
    <section className="linkage-form" aria-labelledby="linkage-sources">
      <h2 id="linkage-sources">{t('sources.title')}</h2>
      <p className="muted">{t('sources.note')}</p>
      {grants.isPending && <Loading />}
      {grants.error !== null && <Failure error={grants.error} onRetry={() => void grants.refetch()} />}
      {grants.data !== undefined && active.length === 0 && <p role="note">{t('grants.none')}</p>}
      {grants.data !== undefined &&
        sources.map((source, i) => (
          <SourceFields
            key={source.key}
            index={i}
            kind={draft.kind}
            source={source}
            grants={active}
            items={items.get(resourceOf(source.grant)) ?? []}
            errors={errors}
            onChange={(next) =>
              onChange({
                ...draft,
                sources: sources.map((s) => (s.key === source.key ? { ...next, key: s.key } : s)),
              })
            }
            onRemove={
              sources.length === 1
                ? undefined
                : () => onChange({ ...draft, sources: sources.filter((s) => s.key !== source.key) })
            }
          />
        ))}
      {sources.length < mostSources && (
        <Button className="start" onClick={() => onChange(addSource(draft))}>
          {t('source.add')}
        </Button>
      )}
    </section>
  )
}
