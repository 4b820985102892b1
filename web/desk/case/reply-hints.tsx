import type { CaseView } from '#kernel/cases/contract'
import { findingsOf } from '#modules/appeals/rules'
import { useText } from '../../ui/i18n.tsx'
import { replyTexts } from '../messages/reply.ts'
import './reply-hints.css'

/** What the resident would miss, while the answer is written; by the server's own rule. */
export function ReplyHints({ c, answer }: { c: CaseView; answer: string }) {
  const t = useText(replyTexts)
  if (answer.trim().length < 5) return null
  const findings = findingsOf(answer, `${c.title}。${c.body}`)
  return (
    <div className="reply-hints" role="status">
      {findings.length === 0 ? (
        <p className="muted">{t('complete')}</p>
      ) : (
        <>
          <p>{t('missing')}</p>
          <ul>
            {findings.map((finding) => (
              <li key={finding} className={finding === 'only-acknowledged' ? 'field-error' : undefined}>
                {t(finding)}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
