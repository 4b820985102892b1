import { xmlMessages } from '#kernel/xml/messages'
import type { Fault, Reason } from '#modules/cap/contract'
import { capMessages } from '#modules/cap/messages'
import { ApiProblem } from '../../ui/api.ts'
import { useText } from '../../ui/i18n.tsx'
import { useFailureText } from '../../ui/states.tsx'
import { capTexts } from '../messages/cap.ts'
import { capSourceTexts } from '../messages/cap-sources.ts'
import { ReasonText } from '../pulls/reason.tsx'

const texts = { ...capMessages, ...xmlMessages }
type Key = keyof typeof texts

const keyOf = (key: string): Key | undefined =>
  [`cap.fault.${key}`, key].find((k): k is Key => Object.hasOwn(texts, k))

/** What is wrong, in words, with what to change. */
export function FaultList({ faults }: { faults: readonly Fault[] }) {
  const t = useText(texts)
  const desk = useText(capTexts)
  if (faults.length === 0) return <p>✓ {desk('faults.none')}</p>
  return (
    <ul className="cap-faults">
      {faults.map((f) => {
        const key = keyOf(f.key)
        return (
          <li key={`${f.key} ${f.at} ${JSON.stringify(f.values)}`}>
            <span className={`cap-fault-${f.kind}`}>{desk(`faults.${f.kind}`)}</span>{' '}
            {key === undefined ? f.key : t(key, { at: f.at, ...f.values })}
          </li>
        )
      })}
    </ul>
  )
}

/** Why a feed or an entry could not be read: its document's first fault, or the server's trouble. */
export function CapReason({ reason }: { reason: Reason }) {
  const t = useText(texts)
  const source = useText(capSourceTexts)
  const key = keyOf(reason.key)
  if (key === undefined) return <ReasonText reason={reason} />
  const n = Number(reason.values.n ?? 1)
  return (
    <>
      {t(key, reason.values)} {n > 1 && source('more', { n })}
    </>
  )
}

/** A refusal with all problems that it lists. */
export function Refused({ error }: { error: unknown }) {
  const failureText = useFailureText()
  if (error === null) return null
  const faults = error instanceof ApiProblem ? error.details.faults : undefined
  return (
    <div role="alert" className="error-summary">
      <p>{failureText(error)}</p>
      {Array.isArray(faults) && <FaultList faults={faults as Fault[]} />}
    </div>
  )
}
