import type { Texts } from '../../ui/i18n.tsx'

/** Forms of data resources, filled in on site. */
export const collectTexts = {
  title: { zh: '数据采集', en: 'Data collection' },
  intro: {
    zh: '填好的表单先存在手机上，有网络时自动发送。',
    en: 'A form that is filled in is kept on the phone and sent when there is a connection.',
  },
  empty: { zh: '您的网格没有需要采集的表单', en: 'No forms are open in your places' },
  items: { zh: '{count} 项', en: '{count} items' },
  draft: { zh: '有未完成的草稿', en: 'A draft is kept' },
  back: { zh: '全部表单', en: 'All forms' },
  here: { zh: '用当前位置', en: 'Use my position' },
  locating: { zh: '正在定位', en: 'Finding your position' },
  failed: { zh: '没有取得位置，请手动选择地点', en: 'No position was found; choose the place' },
  located: { zh: '位置误差约 {meters} 米', en: 'Accurate to about {meters} m' },
  choose: { zh: '请选择', en: 'Choose' },
  yes: { zh: '是', en: 'Yes' },
  no: { zh: '否', en: 'No' },
  optional: { zh: '{title}（选填）', en: '{title} (optional)' },
  existing: { zh: '修改已有的一条', en: 'Change one that exists' },
  search: { zh: '查找', en: 'Search' },
  'rows.empty': { zh: '没有找到', en: 'Nothing found' },
  editing: { zh: '正在修改：{key}', en: 'Changing: {key}' },
  'editing.stop': { zh: '改为新填一条', en: 'Fill in a new one' },
  send: { zh: '提交', en: 'Send' },
  'send.offline': { zh: '存到手机，有网时发送', en: 'Keep, and send when online' },
  kept: { zh: '关掉页面也不会丢。', en: 'Nothing is lost when the page closes.' },
  'conflict.title': { zh: '两个版本', en: 'Two versions' },
  'conflict.text': {
    zh: '您填写时，这条数据被别人改过。请对照后决定：用您的版本，或删除这条填报、保留对方的。',
    en: 'Somebody changed this row while you filled it in. Compare: keep yours, or delete your entry and leave theirs.',
  },
  item: { zh: '信息项', en: 'Item' },
  mine: { zh: '我填的', en: 'Mine' },
  theirs: { zh: '现在的', en: 'Now' },
  none: { zh: '（空）', en: '(empty)' },
} as const satisfies Texts
