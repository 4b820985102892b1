import type { CaseView } from '#kernel/cases/contract'
import type { Proposal } from '#modules/appeals/contract'
import { HighlightedText } from '../../ui/highlight.tsx'
import { useText } from '../../ui/i18n.tsx'
import { Thumbnail } from '../fields/thumbnail.tsx'
import { caseTexts } from '../messages/case.ts'
import { mergeTerms } from './details.ts'

/** The resident's words, with those marked that carried the algorithm's decision, and what was attached. */
export function Message({ c, proposal }: { c: CaseView; proposal: Proposal | null }) {
  const t = useText(caseTexts)
  // Masks change the length of the text: the places of the words would no longer be true.
  const terms = c.masked || proposal === null ? [] : mergeTerms(proposal.terms)
  return (
    <section aria-labelledby="message-title">
      <h3 id="message-title">
        {t('message')} {c.masked && <span className="tag">{t('masked')}</span>}
      </h3>
      <div className="message">
        <HighlightedText text={c.body} terms={terms} />
      </div>
      {terms.length > 0 && <p className="muted no-print">{t('message.marks')}</p>}
      {c.files.length > 0 && (
        <div className="thumbnails">
          {c.files.map((hash, i) => (
            <Thumbnail key={hash} hash={hash} no={i + 1} />
          ))}
        </div>
      )}
    </section>
  )
}
