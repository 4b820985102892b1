import { useState } from 'react'
import type { CaseView } from '#kernel/cases/contract'
import type { AppealAction } from '#modules/appeals/case'
import { appeals, useCase } from '../../ui/cases.ts'
import { Button } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { Empty, Failure, Loading } from '../../ui/states.tsx'
import { caseTexts } from '../messages/case.ts'
import { useKeys } from '../shell/keys.ts'
import { ActionBar } from './action-bar.tsx'
import { ActionForm } from './action-form.tsx'
import { isGone, proposalOf } from './details.ts'
import { CaseHead } from './head.tsx'
import { Message } from './message.tsx'
import { ProposalBox } from './proposal.tsx'
import { Steps } from './steps.tsx'
import { useButtons } from './use-buttons.ts'
import { useDispatch } from './use-dispatch.ts'

interface CasePaneProps {
  readonly id: string | undefined
  /** Opens the next case of the queue. */
  readonly onNext: () => void
  readonly onClose: () => void
}

export function CasePane({ id, onNext, onClose }: CasePaneProps) {
  const t = useText(caseTexts)
  const { data, error, refetch } = useCase(appeals, id)
  if (id === undefined)
    return (
      <Empty title={t('none')}>
        <p>{t('none.text')}</p>
      </Empty>
    )
  if (data !== undefined && isGone(error))
    return (
      <Empty title={t('gone')}>
        <p>{t('gone.text')}</p>
        <Button onClick={onNext}>{t('gone.next')}</Button>
      </Empty>
    )
  if (data !== undefined) return <OpenCase c={data} onNext={onNext} onClose={onClose} />
  if (error !== null) return <Failure error={error} onRetry={() => void refetch()} />
  return <Loading lines={10} />
}

function OpenCase({ c, onNext, onClose }: { c: CaseView; onNext: () => void; onClose: () => void }) {
  const [action, setAction] = useState<AppealAction>()
  const dispatch = useDispatch(c)
  const proposal = proposalOf(c)
  const buttons = useButtons(c, c.can)
  const close = () => {
    setAction(undefined)
    document.getElementById('case-title')?.focus()
  }
  const dispatchAsProposed = () => {
    if (dispatch.asProposed === null) return
    dispatch.asProposed()
    onNext()
  }
  useCaseKeys({
    buttons,
    choose: setAction,
    close: action === undefined ? undefined : close,
    dispatchAsProposed,
  })
  return (
    <article className="case" data-case={c.number}>
      <CaseHead c={c} onClose={onClose} />
      <ActionBar
        buttons={buttons}
        current={action}
        onChoose={(next) => setAction(next === action ? undefined : next)}
      />
      {action !== undefined && (
        <ActionForm
          key={action}
          c={c}
          action={action}
          onDone={close}
          onDispatched={onNext}
          onChoose={setAction}
        />
      )}
      {proposal !== null && c.can.includes('dispatch') && (
        <ProposalBox
          c={c}
          proposal={proposal}
          onAccept={dispatch.asProposed === null ? null : dispatchAsProposed}
          onDisagree={() => setAction('dispatch')}
        />
      )}
      <Message c={c} proposal={proposal} />
      <Steps c={c} />
    </article>
  )
}

interface CaseKeys {
  readonly buttons: readonly AppealAction[]
  readonly choose: (action: AppealAction) => void
  /** Undefined while no form is open: then Escape goes back to the queue. */
  readonly close: (() => void) | undefined
  readonly dispatchAsProposed: () => void
}

function useCaseKeys({ buttons, choose, close, dispatchAsProposed }: CaseKeys): void {
  const numbers = buttons.slice(0, 9).map((action, i) => [String(i + 1), () => choose(action)] as const)
  useKeys({
    ...Object.fromEntries(numbers),
    d: dispatchAsProposed,
    ...(close === undefined ? {} : { escape: close }),
  })
}
