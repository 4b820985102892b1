import type { ItemKind, KindReason, PersonalKind } from '#modules/protection/contract'
import { AiMark } from '../../ui/confidence.tsx'
import { useJoin, useText } from '../../ui/i18n.tsx'
import { protectionTexts } from '../messages/protection.ts'

type Key = keyof typeof protectionTexts

export function KindName({ kind }: { kind: PersonalKind | null }) {
  const t = useText(protectionTexts)
  return <>{kind === null ? t('none') : t(`kind.${kind}`)}</>
}

function useReason(): (reason: KindReason) => string {
  const t = useText(protectionTexts)
  return ({ key, values }) => {
    const check = `check.${values.check ?? ''}`
    const word = t((check in protectionTexts ? check : 'check.other') as Key)
    const name = `reason.${key}`
    return name in protectionTexts ? t(name as Key, { ...values, check: word }) : key
  }
}

/** What the platform thinks that an item holds, how sure it is, and why. */
export function Proposal({ item }: { item: ItemKind }) {
  const t = useText(protectionTexts)
  const join = useJoin()
  const reasonOf = useReason()
  const p = item.proposal
  if (p === null) return <span className="muted">{t('not-looked')}</span>
  if (p.kind === null && p.findings.length === 0)
    return <span className="muted">{t('nothing-found', { looked: p.looked })}</span>
  const found = p.findings.map((f) => t('finding', { kind: t(`kind.${f.kind}`), count: f.count }))
  return (
    <div className="kind-proposal">
      <span>
        <AiMark /> {p.kind !== null && <strong>{t(`kind.${p.kind}`)}</strong>}{' '}
        {p.certainty !== null && t('certainty', { percent: Math.round(p.certainty * 100) })}
      </span>
      <span className="muted">
        {join(p.reasons.map(reasonOf))}
        {join(found)}
      </span>
      {p.example !== '' && <span className="muted">{t('example', { example: p.example })}</span>}
    </div>
  )
}
