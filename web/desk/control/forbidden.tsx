import { useState } from 'react'
import type { ForbiddenList } from '#modules/control/contract'
import { Button } from '../../ui/controls.tsx'
import { useJoin, useLanguage, useText } from '../../ui/i18n.tsx'
import { Failure, Loading, useFailureText } from '../../ui/states.tsx'
import { TableScroll } from '../fields/table-scroll.tsx'
import { controlTexts } from '../messages/control.ts'
import { useControlWrite, useForbidden } from './api.ts'

/** Attributes that no model may read, each with its law. */
export function ForbiddenView() {
  const t = useText(controlTexts)
  const forbidden = useForbidden()
  const { data } = forbidden
  return (
    <>
      <p className="muted">{t('forbidden.intro')}</p>
      {forbidden.isPending && <Loading lines={6} />}
      {forbidden.error !== null && (
        <Failure error={forbidden.error} onRetry={() => void forbidden.refetch()} />
      )}
      {data !== undefined && <ListForm key={data.list.version} saved={data.list} may={data.may} />}
    </>
  )
}

function ListForm({ saved, may }: { saved: ForbiddenList; may: boolean }) {
  const t = useText(controlTexts)
  const join = useJoin()
  const { locale } = useLanguage()
  const failureText = useFailureText()
  const [list, setList] = useState(saved)
  const save = useControlWrite('/forbidden')
  const put = (n: number, words: string) =>
    setList({
      ...list,
      rows: list.rows.map((a, i) => (i === n ? { ...a, words: words.split(/[、，,\n]/) } : a)),
    })
  const send = () => {
    const rows = list.rows.map((a) => ({ ...a, words: a.words.map((w) => w.trim()).filter((w) => w !== '') }))
    save.mutate({ ...list, rows })
  }
  return (
    <div className="control-form">
      <TableScroll label={t('view.forbidden')}>
        <table className="table table-stack">
          <thead>
            <tr>
              {(['attribute', 'basis', 'words'] as const).map((name) => (
                <th key={name} scope="col">
                  {t(name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {list.rows.map((a, n) => (
              <tr key={a.code}>
                <th scope="row">{a[locale]}</th>
                <td data-label={t('basis')}>{a.legalBasis}</td>
                <td data-label={t('words')}>
                  {may ? (
                    <textarea
                      className="input"
                      rows={3}
                      aria-label={`${a[locale]} ${t('words')}`}
                      value={a.words.join('、')}
                      onChange={(e) => put(n, e.target.value)}
                    />
                  ) : (
                    join(a.words)
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableScroll>
      {save.error !== null && (
        <p role="alert" className="field-error">
          {failureText(save.error)}
        </p>
      )}
      {may && (
        <div className="button-row">
          <Button kind="main" busy={save.isPending} onClick={send}>
            {t('save')}
          </Button>
        </div>
      )}
    </div>
  )
}
