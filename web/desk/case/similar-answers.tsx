import { useQuery } from '@tanstack/react-query'
import type { CaseView } from '#kernel/cases/contract'
import type { Similar } from '#modules/assistant/contract'
import { api } from '../../ui/api.ts'
import { AiMark } from '../../ui/confidence.tsx'
import { Button } from '../../ui/controls.tsx'
import { useJoin, useText } from '../../ui/i18n.tsx'
import { similarTexts } from '../messages/assistant.ts'

/** Past answers to messages like this one; what is inserted is edited, and only what the officer sends counts. */
export function SimilarAnswers({ c, onInsert }: { c: CaseView; onInsert: (text: string) => void }) {
  const t = useText(similarTexts)
  const join = useJoin()
  const { data } = useQuery({
    queryKey: ['similar', c.id],
    queryFn: () => api.post<Similar>('/assistant/similar', { text: `${c.title}\n${c.body}`.slice(0, 2000) }),
    staleTime: 300_000,
    retry: false,
  })
  if (data === undefined || data.rows.length === 0) return null
  return (
    <details className="similar-answers">
      <summary>
        {t('title')} <span className="numbers">{data.rows.length}</span> <AiMark />
      </summary>
      <p className="muted">{t('hint')}</p>
      <ul>
        {data.rows.map((row) => (
          <li key={row.passage}>
            <p>
              <strong>{row.title}</strong> <span className="muted">{row.versionDate ?? '—'}</span>
            </p>
            <p className="own-words">{row.text}</p>
            {row.words.length > 0 && <p className="muted">{t('words', { words: join(row.words) })}</p>}
            <Button onClick={() => onInsert(row.text)}>{t('insert')}</Button>
          </li>
        ))}
      </ul>
    </details>
  )
}
