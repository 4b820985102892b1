import type { Texts } from '../../ui/i18n.tsx'

/** Import of field sheets and data contracts. */
export const catalogueImportTexts = {
  title: { zh: '导入目录或数据合同', en: 'Import a catalogue or a contract' },
  hint: {
    zh: '可导入国家指南字段的目录表（Excel、CSV）或数据合同（ODCS，YAML）。先预览，确认后才生成草稿；有错的资源不生成，并指出行和列。',
    en: 'A field sheet (Excel, CSV) or a data contract (ODCS, YAML). You see what would be made before it is; a resource with a fault is not made, and its row and column are named.',
  },
  file: { zh: '选择文件', en: 'File' },
  provider: { zh: '提供单位（数据合同必选）', en: 'Provider (needed for contracts)' },
  preview: { zh: '预览', en: 'Preview' },
  'will-make': { zh: '将生成 {count} 项草稿', en: '{count} drafts would be made' },
  none: { zh: '没有可以导入的资源', en: 'Nothing can be imported' },
  problems: { zh: '{count} 处需要修改', en: '{count} faults' },
  name: { zh: '资源名称', en: 'Name' },
  items: { zh: '信息项', en: 'Items' },
  what: { zh: '处理', en: 'What happens' },
  new: { zh: '新建草稿', en: 'a new draft' },
  exists: { zh: '更新 {code} 的草稿', en: 'a new draft of {code}' },
  notes: { zh: '说明', en: 'Notes' },
  row: { zh: '行', en: 'Row' },
  column: { zh: '列', en: 'Column' },
  fault: { zh: '问题', en: 'Fault' },
  run: { zh: '确认导入', en: 'Import' },
  done: { zh: '已新建 {created} 项、更新 {changed} 项草稿', en: '{created} drafts made, {changed} replaced' },
} as const satisfies Texts
