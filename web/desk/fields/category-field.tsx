import { TreeSelect } from 'antd'
import { useId, useMemo } from 'react'
import type { Category } from '#modules/duties/contract'
import { useLanguage, useText } from '../../ui/i18n.tsx'
import { useCategories } from '../../ui/reference.ts'
import { formTexts } from '../messages/forms.ts'

interface Node {
  readonly value: string
  readonly title: string
  readonly search: string
  readonly children: Node[]
}

interface CategoryFieldProps {
  readonly label: string
  readonly value: string | undefined
  readonly onChange: (code: string | undefined) => void
  readonly id?: string
  readonly autoFocus?: boolean
}

/** The tree of categories, searched by name, code and the everyday words of the leaves. */
export function CategoryField({ label, value, onChange, id, autoFocus = false }: CategoryFieldProps) {
  const t = useText(formTexts)
  const { locale } = useLanguage()
  const { data } = useCategories()
  const own = useId()
  const tree = useMemo(() => (data ?? []).map((category) => nodeOf(category, locale)), [data, locale])
  return (
    <div className="field">
      <label htmlFor={id ?? own}>{label}</label>
      <TreeSelect<string, Node>
        id={id ?? own}
        aria-label={label}
        treeData={tree}
        showSearch={{
          filterTreeNode: (text: string, node) =>
            String(node.search ?? '').includes(text.trim().toLowerCase()),
        }}
        allowClear
        autoFocus={autoFocus}
        placeholder={t('category.choose')}
        popupMatchSelectWidth={360}
        {...(value === undefined ? { value: null as unknown as string } : { value })}
        onChange={(code: string | undefined) => onChange(code ?? undefined)}
      />
    </div>
  )
}

function nodeOf(category: Category, locale: 'zh' | 'en'): Node {
  return {
    value: category.code,
    title: `${category.code} ${category[locale]}`,
    search:
      `${category.code} ${category.zh} ${category.en} ${(category.keywords ?? []).join(' ')}`.toLowerCase(),
    children: (category.children ?? []).map((child) => nodeOf(child, locale)),
  }
}
