import type { Item } from '#modules/catalogue/contract'
import type { Product, RunView, Template } from '#modules/operation/contract'
import { ExactTime } from '../../ui/deadline.tsx'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { operationTexts } from '../messages/operation.ts'
import { Answer } from './answer.tsx'
import { useRuns } from './api.ts'
import { useItemsOf } from './template.tsx'
import { titleOf, useFigure, ValueText } from './words.tsx'

const tags = { done: 'good', held: 'open', refused: 'warn', void: 'quiet' } as const

/** What a product was answered, newest first. */
export function RunHistory({ p }: { p: Product }) {
  const t = useText(operationTexts)
  const runs = useRuns(p.id)
  const rows = runs.data?.rows
  return (
    <section aria-labelledby="operation-runs" className="operation-list">
      <h2 id="operation-runs">{t('runs')}</h2>
      {runs.isPending && <Loading />}
      {runs.error !== null && <Failure error={runs.error} onRetry={() => void runs.refetch()} />}
      {rows?.length === 0 && <Empty title={t('runs.empty')} />}
      {rows?.map((run) => (
        <OneRun
          key={run.id}
          run={run}
          template={p.content.templates.find((template) => template.id === run.template)}
        />
      ))}
    </section>
  )
}

function OneRun({ run, template }: { run: RunView; template: Template | undefined }) {
  const t = useText(operationTexts)
  const figure = useFigure()
  const items = useItemsOf(template)
  const label = useAnswerLabel()
  return (
    <details className="card">
      <summary>
        {template?.title ?? run.template} <ExactTime at={run.at} />{' '}
        <span className={`tag tag-${tags[run.state]}`}>{t(`run.state.${run.state}`)}</span>
      </summary>
      <RunChoices run={run} items={items} />
      {run.epsilon > 0 && <p>{t('run.epsilon', { epsilon: figure(run.epsilon) })}</p>}
      {run.reason !== null && run.state !== 'void' && <p>{t('run.reason', { reason: run.reason })}</p>}
      {run.state === 'void' && <p>{t('run.void')}</p>}
      {run.state === 'held' && <p>{t('run.held')}</p>}
      {run.output !== null && (
        <Answer label={label(run, template?.title)} output={run.output} template={template} items={items} />
      )}
    </details>
  )
}

/** '“各镇街家数”在 2026/11/29 19:00:00 的结果' */
export function useAnswerLabel(): (run: RunView, title?: string) => string {
  const t = useText(operationTexts)
  const { locale } = useLanguage()
  return (run, title = run.template) =>
    t('answer.at', {
      title,
      at: new Date(run.at).toLocaleString(locale, { timeZone: 'Asia/Shanghai' }),
    })
}

/** What was chosen for a run, in words. */
export function RunChoices({ run, items }: { run: RunView; items: readonly Item[] }) {
  const t = useText(operationTexts)
  const chosen = Object.entries(run.parameters)
  if (chosen.length === 0) return <p className="muted">{t('choices.none')}</p>
  return (
    <p>
      {t('choices.made')}
      {chosen.map(([item, value], n) => (
        <span key={item}>
          {n > 0 && t('separator')}
          {titleOf(items, item)} = <ValueText value={value} />
        </span>
      ))}
    </p>
  )
}
