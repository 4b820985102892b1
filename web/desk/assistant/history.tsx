import { useQuery } from '@tanstack/react-query'
import type { LibraryChange, PassageContent } from '#modules/assistant/contract'
import { api } from '../../ui/api.ts'
import { Button } from '../../ui/controls.tsx'
import { ExactTime } from '../../ui/deadline.tsx'
import { useJoin, useText } from '../../ui/i18n.tsx'
import { Failure, Loading, useFailureText } from '../../ui/states.tsx'
import { assistantTexts } from '../messages/assistant.ts'
import './history.css'
import { useLibraryWrite } from './query.ts'

interface HistoryProps {
  readonly kind: LibraryChange['kind']
  readonly mayEdit: boolean
}

/** Who changed what, newest first; the newest change of a passage or a word can be taken back. */
export function History({ kind, mayEdit }: HistoryProps) {
  const t = useText(assistantTexts)
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['assistant', 'changes', kind],
    queryFn: ({ signal }) => api.get<LibraryChange[]>('/assistant/changes', { kind }, signal),
  })
  return (
    <details className="card history-box">
      <summary>
        {t('history')} {data !== undefined && <span className="numbers">{data.length}</span>}
      </summary>
      {isPending && <Loading lines={3} />}
      {error !== null && <Failure error={error} onRetry={() => void refetch()} />}
      {data?.length === 0 && <p className="muted">{t('history.none')}</p>}
      <ul className="history">
        {data?.map((change) => (
          <li key={change.id}>
            <ChangeLine change={change} mayEdit={mayEdit} />
          </li>
        ))}
      </ul>
    </details>
  )
}

function ChangeLine({ change, mayEdit }: { change: LibraryChange; mayEdit: boolean }) {
  const t = useText(assistantTexts)
  const failureText = useFailureText()
  const restore = useLibraryWrite((_: object) => `/assistant/changes/${change.id}/restore`)
  return (
    <>
      <p>
        <strong>{change.title}</strong>{' '}
        <span className="muted">
          {change.by} · <ExactTime at={change.at} />
        </span>
      </p>
      {change.kind === 'synonym' ? <WordChange change={change} /> : <PassageChange change={change} />}
      {mayEdit && change.isNewest && (
        <Button
          busy={restore.isPending}
          aria-label={t('restore.of', { name: change.title })}
          onClick={() => restore.mutate({})}
        >
          {t('restore')}
        </Button>
      )}
      {restore.error !== null && (
        <p role="alert" className="field-error">
          {failureText(restore.error)}
        </p>
      )}
    </>
  )
}

function WordChange({ change }: { change: LibraryChange & { kind: 'synonym' } }) {
  const t = useText(assistantTexts)
  const join = useJoin()
  const said = (content: typeof change.before) => (content === null ? t('nothing') : join(content.means))
  return <p>{t('from-to', { before: said(change.before), after: said(change.after) })}</p>
}

const compared = ['title', 'text', 'keywords', 'url', 'versionDate'] as const

function PassageChange({ change: { before, after } }: { change: LibraryChange & { kind: 'passage' } }) {
  const t = useText(assistantTexts)
  const join = useJoin()
  if (before === null || after === null) return null
  const isOther = (name: keyof PassageContent) => before[name] !== after[name]
  const parts = compared.filter(isOther).map((name) => t(`part.${name}`))
  return (
    <>
      {isOther('status') && (
        <p>
          {t('from-to', { before: t(`status.${before.status}`), after: t(`status.${after.status}`) })}
          {after.reason !== '' && <span className="muted"> {after.reason}</span>}
        </p>
      )}
      {parts.length > 0 && <p>{t('parts', { names: join(parts) })}</p>}
      {isOther('text') && (
        <details>
          <summary>{t('before')}</summary>
          <p className="own-words">{before.text}</p>
        </details>
      )}
    </>
  )
}
