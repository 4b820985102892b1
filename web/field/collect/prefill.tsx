import { useMutation } from '@tanstack/react-query'
import type { CollectionForm } from '#modules/collection/contract'
import type { Prefilled } from '#modules/sharing/contract'
import { api } from '../../ui/api.ts'
import { Button } from '../../ui/controls.tsx'
import { useJoin, useText } from '../../ui/i18n.tsx'
import { useFailureText, useOnline } from '../../ui/states.tsx'
import { collectTexts } from '../messages/collect.ts'
import { textOf } from './draft.ts'

interface PrefillProps {
  readonly form: CollectionForm
  readonly values: Readonly<Record<string, string>>
  readonly onFound: (values: Record<string, string>) => void
}

/** 不重复填报: values that a shared resource holds, with where each is from and since when. Needs the network. */
export function Prefill({ form, values, onFound }: PrefillProps) {
  const t = useText(collectTexts)
  const join = useJoin()
  const failureText = useFailureText()
  const isOnline = useOnline()
  const keys = [...new Set(Object.values(form.foundBy ?? {}))]
  const title = (name: string) => form.items.find((i) => i.name === name)?.title ?? name
  const fetch = useMutation({
    mutationFn: () => {
      const named = keys.flatMap((k) => (values[k] ? [[k, values[k]]] : []))
      const asked = { resource: form.resource, values: JSON.stringify(Object.fromEntries(named)) }
      return api.get<Prefilled>('/sharing/prefill', asked)
    },
    onSuccess: ({ items }) => onFound(Object.fromEntries(items.map((i) => [i.item, textOf(i.value)]))),
  })
  if (keys.length === 0) return null
  const isReady = isOnline && keys.some((k) => values[k])
  return (
    <div className="field">
      <p className="field-hint">{t('prefill.hint', { items: join(keys.map(title)) })}</p>
      <Button busy={fetch.isPending} aria-disabled={!isReady} onClick={() => isReady && fetch.mutate()}>
        {t('prefill')}
      </Button>
      {fetch.error !== null && (
        <p role="alert" className="field-error">
          {failureText(fetch.error)}
        </p>
      )}
      {fetch.data !== undefined && (
        <ul role="status">
          {fetch.data.items.map((i) => (
            <li key={i.item}>
              {t('prefill.from', {
                item: title(i.item),
                source: i.source.name,
                date: i.since.slice(0, 10),
              })}
            </li>
          ))}
          {fetch.data.missing.map((m) => (
            <li key={m.item}>{t('prefill.missing', { item: title(m.item) })}</li>
          ))}
        </ul>
      )}
    </div>
  )
}
