import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import type { Product } from '#modules/operation/contract'
import { Button, TextArea, TextField } from '../../ui/controls.tsx'
import { ErrorSummary, type FieldError } from '../../ui/error-summary.tsx'
import { useText } from '../../ui/i18n.tsx'
import { useOrgName } from '../../ui/org-name.tsx'
import { PageTitle } from '../../ui/page.tsx'
import { Failure, Loading, useFailureText } from '../../ui/states.tsx'
import { SelectField } from '../linkage/select-field.tsx'
import { operationTexts } from '../messages/operation.ts'
import { operationFormTexts } from '../messages/operation-form.ts'
import { useGrants, useMyOrgs } from '../sharing/api.ts'
import { useOperationWrite, useProduct } from './api.ts'
import { addTemplate, contentOf, draftOf, faultsOf, fieldId, type ProductDraft } from './draft.ts'
import { useFaultTexts } from './faults.ts'
import { TemplateFields } from './template-fields.tsx'

/** The form of a product that there is. */
export function EditProduct({ id }: { id: string }) {
  const product = useProduct(id)
  return (
    <>
      {product.isPending && <Loading lines={6} />}
      {product.error !== null && <Failure error={product.error} onRetry={() => void product.refetch()} />}
      {product.data !== undefined && <ProductForm product={product.data} />}
    </>
  )
}

/** Makes a product, or changes one. */
export function ProductForm({ product }: { product?: Product }) {
  const t = useText(operationFormTexts)
  const orgName = useOrgName()
  const orgs = useMyOrgs()
  const [chosen, setChosen] = useState<string>()
  const org = product?.operator ?? chosen ?? orgs[0] ?? ''
  return (
    <>
      <PageTitle
        title={product === undefined ? t('form.new') : t('form.edit', { name: product.content.name })}
      />
      {product === undefined && orgs.length > 1 && (
        <SelectField
          id={fieldId('operator')}
          label={t('operator')}
          options={orgs.map((code) => ({ value: code, label: orgName(code) }))}
          value={org}
          onChange={setChosen}
        />
      )}
      <ContentForm key={org} org={org} product={product} />
    </>
  )
}

function ContentForm({ org, product }: { org: string; product: Product | undefined }) {
  const t = useText(operationFormTexts)
  const common = useText(operationTexts)
  const navigate = useNavigate()
  const failureText = useFailureText()
  const texts = useFaultTexts()
  const [draft, setDraft] = useState(() => draftOf(product?.content))
  const [attempt, setAttempt] = useState(0)
  const save = useOperationWrite<{ id: string }>('/products')
  const found = texts.own(faultsOf(draft))
  const refused = texts.ofServer(save.error, draft)
  const errors = attempt === 0 ? [] : found.length > 0 ? found : refused
  const leave = (id: string | undefined) =>
    void navigate({ to: '/operation', search: id === undefined ? {} : { product: id } })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setAttempt(attempt + 1)
    save.reset()
    if (found.length > 0) return
    const before = product === undefined ? {} : { id: product.id, revision: product.revision }
    save.mutate(
      { ...before, operator: org, content: contentOf(draft) },
      {
        onSuccess: ({ id }) => leave(id),
        // What the server refused takes the focus as what was found here does.
        onError: () => setAttempt((old) => old + 1),
      },
    )
  }
  return (
    <form onSubmit={submit} className="operation-form" noValidate>
      <ErrorSummary errors={errors} attempt={attempt} />
      <HeadFields draft={draft} errors={errors} onChange={setDraft} />
      <Templates org={org} draft={draft} errors={errors} onChange={setDraft} />
      {save.error !== null && refused.length === 0 && (
        <p role="alert" className="field-error">
          {failureText(save.error)}
        </p>
      )}
      <div className="button-row">
        <Button kind="main" type="submit" busy={save.isPending}>
          {t('save')}
        </Button>
        <Button kind="quiet" onClick={() => leave(product?.id)}>
          {common('cancel')}
        </Button>
      </div>
    </form>
  )
}

interface FieldsProps {
  readonly draft: ProductDraft
  readonly errors: readonly FieldError[]
  readonly onChange: (draft: ProductDraft) => void
}

function HeadFields({ draft, errors, onChange }: FieldsProps) {
  const t = useText(operationFormTexts)
  return (
    <section className="card" aria-label={t('head')}>
      <TextField
        id={fieldId('name')}
        label={t('name')}
        maxLength={200}
        value={draft.name}
        errors={errors}
        onChange={(e) => onChange({ ...draft, name: e.target.value })}
      />
      <TextArea
        id={fieldId('purpose')}
        label={t('purpose')}
        hint={t('purpose.hint')}
        rows={3}
        maxLength={2000}
        value={draft.purpose}
        errors={errors}
        onChange={(e) => onChange({ ...draft, purpose: e.target.value })}
      />
      <TextField
        id={fieldId('price')}
        label={t('price')}
        hint={t('price.hint')}
        type="number"
        min={0}
        step={0.01}
        value={draft.price}
        errors={errors}
        onChange={(e) => onChange({ ...draft, price: e.target.value })}
      />
    </section>
  )
}

function Templates({ org, draft, errors, onChange }: FieldsProps & { org: string }) {
  const t = useText(operationFormTexts)
  const grants = useGrants({ consumer: org, state: 'active', limit: 200 }, org !== '')
  const usable = grants.data?.rows.filter((g) => g.purpose === 'operation' && g.state === 'active')
  const { templates } = draft
  return (
    <section className="operation-form" aria-labelledby="operation-templates">
      <h2 id="operation-templates">{t('templates')}</h2>
      {grants.isPending && <Loading />}
      {grants.error !== null && <Failure error={grants.error} onRetry={() => void grants.refetch()} />}
      {usable?.length === 0 && <p role="note">{t('grants.none')}</p>}
      {usable !== undefined &&
        templates.map((template, index) => (
          <TemplateFields
            key={template.key}
            index={index}
            draft={template}
            grants={usable}
            errors={errors}
            onChange={(next) =>
              onChange({ ...draft, templates: templates.map((x) => (x.key === next.key ? next : x)) })
            }
            onRemove={
              templates.length === 1
                ? undefined
                : () => onChange({ ...draft, templates: templates.filter((x) => x.key !== template.key) })
            }
          />
        ))}
      <Button className="start" onClick={() => onChange(addTemplate(draft))}>
        {t('template.add')}
      </Button>
    </section>
  )
}
