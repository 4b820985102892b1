import type { Texts } from '../../ui/i18n.tsx'

export const homeTexts = {
  title: { zh: '有事您说，我们来办', en: 'Tell us, and we see to it' },
  lead: {
    zh: '反映一件身边的事，由负责的单位办理，每一步您都看得到。',
    en: 'Report something near you. The responsible office handles it, and you can follow every step.',
  },
  report: { zh: '我要反映', en: 'Report something' },
  'report.hint': { zh: '四步说清楚，写到哪里都会保存', en: 'Four steps; what you write is kept' },
  'report.go-on': { zh: '接着写', en: 'Go on writing' },
  'report.go-on-hint': {
    zh: '上次没写完的内容还在：{text}',
    en: 'What you began is still here: {text}',
  },
  ask: { zh: '问一问', en: 'Ask a question' },
  'ask.hint': {
    zh: '怎么办、带什么、找谁，马上查到原文',
    en: 'How, where, with what: quoted from the source',
  },
  mine: { zh: '我的诉求', en: 'My appeals' },
  'mine.hint': { zh: '看办到哪一步，评价结果', en: 'See how far it is, rate the result' },
  open: { zh: '下载政府开放的匿名化数据', en: 'Anonymised open data to download' },
  needs: {
    zh: '企业场景供需：看政府需要什么，说您能做什么',
    en: 'For enterprises: what offices need, what you offer',
  },
  urgent: {
    zh: '有人受伤、着火或正在发生违法犯罪，请立即拨打 120、119 或 110。',
    en: 'If someone is hurt, something burns or a crime is happening, call 120, 119 or 110 at once.',
  },
  'nav.label': { zh: '主要导航', en: 'Main navigation' },
  'nav.home': { zh: '首页', en: 'Home' },
  'nav.mine': { zh: '我的诉求', en: 'Appeals' },
  call: { zh: '拨打 12345', en: 'Call 12345' },
  'call.hint': { zh: '政务服务便民热线，全天有人接听', en: 'Government service hotline, day and night' },
  'read.aloud': { zh: '朗读本页', en: 'Read this page aloud' },
  'read.stop': { zh: '停止朗读', en: 'Stop reading' },
  'missing.title': { zh: '没有这个页面', en: 'There is no such page' },
  'missing.text': {
    zh: '地址可能写错了。请回到首页。',
    en: 'The address may be wrong. Please go back to the start.',
  },
  'missing.home': { zh: '回到首页', en: 'Back to the start' },
  'crash.title': { zh: '页面出错了', en: 'Something went wrong on this page' },
  'crash.text': {
    zh: '您填写的内容还保存在这台设备上。请重新打开页面。',
    en: 'What you entered is kept on this device. Please open the page again.',
  },
  'crash.reload': { zh: '重新打开', en: 'Open again' },
} as const satisfies Texts
