import { type FormEvent, useState } from 'react'
import type { Item } from '#modules/catalogue/contract'
import type { Product, RunView, Template } from '#modules/operation/contract'
import { Button } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { useOrgName } from '../../ui/org-name.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { useResource } from '../catalogue/api.ts'
import { operationTexts } from '../messages/operation.ts'
import { useGrant } from '../sharing/api.ts'
import { Answer } from './answer.tsx'
import { useOperationWrite } from './api.ts'
import { TemplateWords, titleOf, useValueText } from './words.tsx'

interface TemplateCardProps {
  readonly p: Product
  readonly template: Template
  readonly mayRun: boolean
}

/** A question of a product in sentences; its operator asks it here. */
export function TemplateCard({ p, template, mayRun }: TemplateCardProps) {
  const t = useText(operationTexts)
  const orgName = useOrgName()
  const grant = useGrant(template.grant)
  const items = useItemsOf(template)
  const heading = `template-${template.id}`
  return (
    <section className="card" aria-labelledby={heading}>
      <h3 id={heading}>{template.title}</h3>
      {grant.data !== undefined && (
        <p className="muted">
          {t('template.data', { resource: grant.data.resourceName, provider: orgName(grant.data.provider) })}
        </p>
      )}
      <TemplateWords template={template} items={items} />
      {mayRun && <RunForm p={p} template={template} items={items} />}
    </section>
  )
}

/** The items of the resource that a template asks; none while they are not known. */
export function useItemsOf(template: Template | undefined): readonly Item[] {
  const grant = useGrant(template?.grant)
  const resource = useResource(grant.data?.resource)
  return resource.data?.content.items ?? []
}

function RunForm({ p, template, items }: { p: Product; template: Template; items: readonly Item[] }) {
  const t = useText(operationTexts)
  const failureText = useFailureText()
  const [parameters, setParameters] = useState<Readonly<Record<string, string>>>({})
  const valueText = useValueText(template.parameters.flatMap((choice) => choice.values))
  const run = useOperationWrite<RunView>(`/products/${p.id}/run`)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (run.isPending) return
    const chosen = Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== ''))
    run.mutate({ template: template.id, parameters: chosen })
  }
  return (
    <form className="operation-run" onSubmit={submit} aria-label={t('run.label', { title: template.title })}>
      {template.parameters.map((choice) => (
        <div key={choice.item} className="field">
          <label htmlFor={`${template.id}-${choice.item}`}>{titleOf(items, choice.item)}</label>
          <select
            id={`${template.id}-${choice.item}`}
            className="input"
            value={parameters[choice.item] ?? ''}
            onChange={(e) => setParameters({ ...parameters, [choice.item]: e.target.value })}
          >
            <option value="">{t('choice.all')}</option>
            {choice.values.map((value) => (
              <option key={value} value={value}>
                {valueText(value)}
              </option>
            ))}
          </select>
        </div>
      ))}
      <Button kind="main" type="submit" className="start" busy={run.isPending}>
        {t('run')}
      </Button>
      <div role="status" className="operation-answer">
        {run.data?.state === 'held' && <p role="note">{t('run.held')}</p>}
        {run.data !== undefined && run.data.output !== null && (
          <Answer
            label={t('answer.of', { title: template.title })}
            output={run.data.output}
            template={template}
            items={items}
          />
        )}
      </div>
      {run.error !== null && (
        <p role="alert" className="field-error">
          {failureText(run.error)}
        </p>
      )}
    </form>
  )
}
