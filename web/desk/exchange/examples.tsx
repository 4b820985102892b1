import { useState } from 'react'
import { type ExampleKind, exampleKinds, exampleOf } from '#modules/exchange/rules'
import { Button } from '../../ui/controls.tsx'
import { useText } from '../../ui/i18n.tsx'
import { Empty, Loading } from '../../ui/states.tsx'
import { exchangeTexts } from '../messages/exchange.ts'
import { GrantChoice, useChosenGrant } from './grant-choice.tsx'
import { useGrants, usePlatformKeys, useSystems } from './query.ts'

/** Programs that read one grant as they stand, filled with its own id, items and purpose. */
export function Examples() {
  const t = useText(exchangeTexts)
  const { isPending } = useGrants()
  const grant = useChosenGrant()
  const { data: systems } = useSystems()
  const { data: platform } = usePlatformKeys()
  if (isPending) return <Loading lines={8} />
  if (grant === undefined) return <Empty title={t('grant.none')} />
  const keys = (systems?.systems ?? [])
    .filter((s) => s.organization === grant.consumer)
    .flatMap((s) => s.keys.filter((k) => k.revokedAt === null && k.alg === 'ecdsa-p256-sha256'))
  const parts = {
    origin: platform?.platform ?? window.location.origin,
    grant: grant.id,
    purpose: grant.purpose,
    items: grant.terms.items,
    keyId: keys[0]?.id ?? 'KEY-ID',
  }
  return (
    <>
      <search className="page-filters">
        <GrantChoice isNeeded />
      </search>
      <p>
        <a href="/exchange/v1/exchange-client.mjs" download>
          {t('client')}
        </a>
      </p>
      {exampleKinds.map((kind) => (
        <Example key={kind} kind={kind} text={exampleOf(kind, parts)} />
      ))}
    </>
  )
}

function Example({ kind, text }: { kind: ExampleKind; text: string }) {
  const t = useText(exchangeTexts)
  const [isCopied, setCopied] = useState(false)
  return (
    <section className="exchange-example" aria-labelledby={`example-${kind}`}>
      <div className="page-head">
        <h2 id={`example-${kind}`}>{t(`example.${kind}`)}</h2>
        <Button onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}>
          {t(isCopied ? 'copied' : 'copy')}
        </Button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to take the focus. */}
      <pre className="exchange-code" tabIndex={0}>
        {text}
      </pre>
    </section>
  )
}
