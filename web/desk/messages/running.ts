import type { Texts } from '../../ui/i18n.tsx'

/** Running scenarios at the desk: which pages there are, and one of them. */
export const deskRunningTexts = {
  title: { zh: '场景应用', en: 'Running scenarios' },
  intro: {
    zh: '正在运行的场景和您可以打开的页面。页面由企业的场景包描述，由平台绘制。',
    en: 'The scenarios that run and the pages that you may open. A package describes them, the platform draws them.',
  },
  empty: { zh: '没有您可以打开的场景页面', en: 'There is no page of a scenario for you' },
  'empty.text': {
    zh: '场景发布后，您的岗位和地点在它的页面范围内，就会列在这里。',
    en: 'A scenario’s pages are listed here once it runs and its pages are meant for your post and places.',
  },
  back: { zh: '全部场景应用', en: 'All running scenarios' },
  wall: { zh: '大屏', en: 'Wall' },
  phone: { zh: '手机', en: 'Phone' },
  'wall.open': { zh: '打开大屏', en: 'Open the wall' },
} as const satisfies Texts
