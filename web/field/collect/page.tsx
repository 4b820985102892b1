import { useEffect, useState } from 'react'
import { useText } from '../../ui/i18n.tsx'
import { records } from '../../ui/outbox/database.ts'
import { PageTitle } from '../../ui/page.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { Link } from '../links.ts'
import { collectTexts } from '../messages/collect.ts'
import { draftId } from './draft.ts'
import { useForms } from './kept.ts'

/** The forms that this worker's places open. */
export function CollectPage() {
  const t = useText(collectTexts)
  const forms = useForms()
  const drafts = useDrafts()
  return (
    <div className="group">
      <PageTitle title={t('title')} />
      <p className="muted">{t('intro')}</p>
      {forms.isPending && <Loading lines={4} />}
      {forms.error !== null && <Failure error={forms.error} onRetry={() => void forms.refetch()} />}
      {forms.data?.forms.length === 0 && <Empty title={t('empty')} />}
      {forms.data?.forms.map((form) => (
        <article key={form.resource} className="entry">
          <h2>
            <Link to="/collect/$id" params={{ id: form.resource }}>
              {form.name}
            </Link>
          </h2>
          <p>{form.abstract}</p>
          <p className="muted">
            {t('items', { count: form.items.length })}
            {drafts.has(draftId(form.resource)) && ` · ${t('draft')}`}
          </p>
        </article>
      ))}
    </div>
  )
}

function useDrafts(): ReadonlySet<string> {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set())
  useEffect(() => {
    records.list<{ id: string }>('drafts').then(
      (all) => setIds(new Set(all.map((d) => d.id))),
      () => undefined,
    )
  }, [])
  return ids
}
