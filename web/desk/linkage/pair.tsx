import { useState } from 'react'
import type { Doubt, LinkageView } from '#modules/linkage/contract'
import { Button } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { linkageJudgingTexts } from '../messages/linkage-judging.ts'
import { useKeys } from '../shell/keys.ts'
import { Probability } from './probability.tsx'
import { ReasonForm } from './reason-form.tsx'
import { PairValues } from './values.tsx'
import { Waterfall } from './waterfall.tsx'

interface PairProps {
  readonly l: LinkageView
  readonly doubt: Doubt
  readonly onJudged: (same: boolean, reason: string) => void
}

/** One pair: what the records say, what the model holds and why, and a person's word. */
export function Pair({ l, doubt, onJudged }: PairProps) {
  return (
    <>
      <Probability value={doubt.probability} />
      <Said doubt={doubt} />
      <PairValues l={l} doubt={doubt} />
      <Verdict l={l} doubt={doubt} onJudged={onJudged} />
      <Waterfall doubt={doubt} kind={l.content.kind} />
    </>
  )
}

function Said({ doubt }: { doubt: Doubt }) {
  const t = useText(linkageJudgingTexts)
  if (doubt.state === 'waiting') return null
  const words = { who: doubt.by ?? '', reason: doubt.reason ?? '' }
  return <p className="sent-note">{t(doubt.state === 'same' ? 'said.same' : 'said.different', words)}</p>
}

function Verdict({ l, doubt, onJudged }: PairProps) {
  const t = useText(linkageJudgingTexts)
  const [same, setSame] = useState<boolean>()
  useKeys({ arrowleft: () => setSame(false), arrowright: () => setSame(true) })
  return (
    <section className="card" aria-labelledby="linkage-verdict">
      <h3 id="linkage-verdict">{t('verdict')}</h3>
      <div className="linkage-verdict">
        <Button aria-pressed={same === false} aria-keyshortcuts="ArrowLeft" onClick={() => setSame(false)}>
          <kbd>←</kbd> {t('different')}
        </Button>
        <Button aria-pressed={same === true} aria-keyshortcuts="ArrowRight" onClick={() => setSame(true)}>
          {t('same')} <kbd>→</kbd>
        </Button>
      </div>
      {same !== undefined && (
        <ReasonForm
          key={String(same)}
          l={l}
          left={doubt.left}
          right={doubt.right}
          same={same}
          confirm={t(same ? 'confirm.same' : 'confirm.different')}
          autoFocus
          onDone={(_, reason) => onJudged(same, reason)}
          onCancel={() => setSame(undefined)}
        />
      )}
    </section>
  )
}
